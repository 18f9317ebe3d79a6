package dev.meguri.client.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.protocol.Reply;
import dev.meguri.core.ring.Slots;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RingAnswerTest {
    @Test
    void slots_haveTheListsThatTheirBytesName() {
        byte[] slots = new byte[2 * Slots.COUNT];
        slots[2 * 7 + 1] = 1;
        Ring ring =
                RingAnswer.of(answer(3, slots, new int[] {0, 1}, new int[] {1})).ring();
        assertEquals("a", ring.holder(0, 0).nodeId());
        assertEquals("b", ring.holder(0, 1).nodeId());
        assertEquals(1, ring.holders(7));
        assertEquals("b", ring.holder(7, 0).nodeId());
        assertEquals("b", ring.at("HOST", 7002).nodeId());
        assertNull(ring.at("host", 7003));
    }

    @Test
    void withoutTheRing_itIsStillTheKnownOne() {
        RingAnswer answer = RingAnswer.of(new Reply.Fields(head(3)));
        assertEquals("a", answer.nodeId());
        assertEquals(5_000, answer.timeMillis());
        assertNull(answer.ring());
    }

    @Test
    void whatDoesNotFitTogether_isRefused() {
        byte[] slots = new byte[2 * Slots.COUNT];
        byte[] unknownList = slots.clone();
        unknownList[0] = 1;
        assertThrows(IllegalArgumentException.class, () -> RingAnswer.of(answer(3, slots, new int[] {2})));
        assertThrows(IllegalArgumentException.class, () -> RingAnswer.of(answer(3, slots, new int[] {-1})));
        assertThrows(IllegalArgumentException.class, () -> RingAnswer.of(answer(3, unknownList, new int[] {0})));
        assertThrows(IllegalArgumentException.class, () -> RingAnswer.of(answer(3, new byte[4], new int[] {0})));
        assertThrows(IllegalArgumentException.class, () -> RingAnswer.of(Reply.NOTHING));
    }

    @Test
    void theNewestRing_isKept_ofOneCluster() {
        List<Long> adopted = new ArrayList<>();
        RingBook book = new RingBook(ring -> adopted.add(ring.version()));
        byte[] slots = new byte[2 * Slots.COUNT];
        Ring third = RingAnswer.of(answer(3, slots, new int[] {0})).ring();
        assertTrue(book.offer(third));
        assertTrue(book.offer(RingAnswer.of(answer(2, slots, new int[] {0})).ring()));
        assertSame(third, book.ring());
        assertTrue(book.offer(RingAnswer.of(answer(4, slots, new int[] {0})).ring()));
        assertFalse(book.offer(new Ring("other", 9, 9, List.of(), new int[][] {{}}, null)));
        assertEquals(List.of(3L, 4L), adopted);
    }

    private static Reply answer(long version, byte[] slots, int[]... lists) {
        Map<String, Reply> fields = head(version);
        fields.put("nodes", new Reply.Many(List.of(node("a", 7001), node("b", 7002))));
        List<Reply> many = new ArrayList<>();
        for (int[] list : lists) {
            List<Reply> positions = new ArrayList<>();
            for (int position : list) {
                positions.add(new Reply.Number(position));
            }
            many.add(new Reply.Many(positions));
        }
        fields.put("lists", new Reply.Many(many));
        fields.put("slots", new Reply.Bulk(slots));
        return new Reply.Fields(fields);
    }

    private static Map<String, Reply> head(long version) {
        Map<String, Reply> fields = new LinkedHashMap<>();
        fields.put("node", text("a"));
        fields.put("time", new Reply.Number(5_000));
        fields.put("cluster", text("cluster"));
        fields.put("term", new Reply.Number(1));
        fields.put("ring-version", new Reply.Number(version));
        return fields;
    }

    private static Reply node(String nodeId, int port) {
        return new Reply.Fields(Map.of("node", text(nodeId), "host", text("host"), "port", new Reply.Number(port)));
    }

    private static Reply text(String text) {
        return new Reply.Bulk(text.getBytes(StandardCharsets.UTF_8));
    }
}
