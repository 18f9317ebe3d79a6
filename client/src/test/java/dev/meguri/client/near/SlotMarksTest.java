package dev.meguri.client.near;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.meguri.client.protocol.Reply;
import dev.meguri.client.ring.Ring;
import dev.meguri.client.ring.RingAnswer;
import dev.meguri.core.ring.Slots;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotMarksTest {
    private static final int EVEN = 8_000;
    private static final int ODD = 8_001;

    private final SlotMarks marks = new SlotMarks();

    @Test
    void newerRing_renewsTheSlotsThatOthersServe_andNoOther() {
        marks.adopted(ring(1, "a b c", "a b", "b c"));
        int even = marks.of(EVEN);
        int odd = marks.of(ODD);
        marks.adopted(ring(2, "a b c", "a b", "c b"));
        assertEquals(even, marks.of(EVEN));
        assertNotEquals(odd, marks.of(ODD), "another serving primary");
        odd = marks.of(ODD);
        marks.adopted(ring(3, "a b c", "a c", "c b"));
        assertNotEquals(even, marks.of(EVEN), "another replica");
        assertEquals(odd, marks.of(ODD));
        even = marks.of(EVEN);
        marks.adopted(ring(4, "c a d b", "a c d", "c b"));
        assertNotEquals(even, marks.of(EVEN), "one replica more");
        assertEquals(odd, marks.of(ODD), "nodes are known by their names, not by their places");
        marks.adopted(ring(5, "a b d", "a d", "d b"));
        assertNotEquals(odd, marks.of(ODD), "a node that is no member any more");
    }

    @Test
    void renewAll_renewsEverySlot() {
        int before = marks.of(EVEN);
        marks.renewAll();
        assertNotEquals(before, marks.of(EVEN));
    }

    /** @param even the list of slots with even numbers */
    private static Ring ring(long version, String nodes, String even, String odd) {
        List<String> names = List.of(nodes.split(" "));
        List<Reply> members = new ArrayList<>();
        for (String name : names) {
            members.add(
                    new Reply.Fields(Map.of("node", bulk(name), "host", bulk("h"), "port", new Reply.Number(7_001))));
        }
        byte[] slots = new byte[2 * Slots.COUNT];
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            slots[2 * slot + 1] = (byte) (slot % 2);
        }
        return RingAnswer.of(new Reply.Fields(Map.of(
                        "node", bulk("a"),
                        "time", new Reply.Number(0),
                        "cluster", bulk("cluster"),
                        "term", new Reply.Number(1),
                        "ring-version", new Reply.Number(version),
                        "nodes", new Reply.Many(members),
                        "lists", new Reply.Many(List.of(list(names, even), list(names, odd))),
                        "slots", new Reply.Bulk(slots))))
                .ring();
    }

    private static Reply list(List<String> names, String holders) {
        List<Reply> positions = new ArrayList<>();
        for (String holder : holders.split(" ")) {
            positions.add(new Reply.Number(names.indexOf(holder)));
        }
        return new Reply.Many(positions);
    }

    private static Reply bulk(String text) {
        return new Reply.Bulk(text.getBytes(StandardCharsets.UTF_8));
    }
}
