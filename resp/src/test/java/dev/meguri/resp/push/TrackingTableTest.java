package dev.meguri.resp.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackingTableTest {
    private final List<String> forgotten = new ArrayList<>();
    private final TrackingTable.Forgotten told = (key, clients) -> forgotten.add(new String(key) + clients.length);

    @Test
    void whoReadAKey_isToldOnce() {
        TrackingTable table = new TrackingTable(4);
        table.remember(1, key("a"), 7, told);
        table.remember(1, key("a"), 7, told);
        table.remember(1, key("a"), 8, told);
        table.remember(2, key("b"), 8, told);
        assertArrayEquals(new long[] {7, 8}, table.forget(1, key("a")));
        assertArrayEquals(new long[0], table.forget(1, key("a")));
        assertArrayEquals(new long[0], table.forget(3, key("a")));
        assertArrayEquals(new long[] {8}, table.forget(2, key("b")));
        assertEquals(0, table.bytes());
        assertEquals(List.of(), forgotten);
    }

    @Test
    void slotThatLeaves_forgetsItsKeysAlone() {
        TrackingTable table = new TrackingTable(4);
        table.remember(1, key("a"), 7, told);
        table.remember(1, key("b"), 7, told);
        table.remember(2, key("c"), 7, told);
        table.forgetSlot(1, told);
        table.forgetSlot(0, told);
        forgotten.sort(String::compareTo);
        assertEquals(List.of("a1", "b1"), forgotten);
        assertFalse(table.hasKeys(1));
        assertTrue(table.hasKeys(2));
    }

    @Test
    void fullTable_forgetsKeys_andTellsOfThem() {
        TrackingTable table = new TrackingTable(16, 10_000);
        for (int i = 0; i < 1_000; i++) {
            table.remember(i % 16, key("key" + i), 7, told);
            assertTrue(table.bytes() <= 10_000);
        }
        int left = 0;
        for (int i = 0; i < 1_000; i++) {
            left += table.forget(i % 16, key("key" + i)).length;
        }
        assertEquals(1_000, left + forgotten.size());
        assertTrue(left > 50, "left: " + left);
        assertEquals(0, table.bytes());
    }

    @Test
    void prefixes_areToldOfKeysThatBeginSo() {
        PrefixTable table = new PrefixTable();
        table.add(new Name(key("user:")), 1);
        table.add(new Name(key("user:")), 1);
        table.add(new Name(key("")), 2);
        List<Long> seen = new ArrayList<>();
        table.forEach(key("user:1"), seen::add);
        seen.sort(Long::compare);
        assertEquals(List.of(1L, 2L), seen);
        table.remove(new Name(key("")), 2);
        seen.clear();
        table.forEach(key("use"), seen::add);
        assertEquals(List.of(), seen);
        assertTrue(PrefixTable.overlap(new Name(key("a")), new Name(key("ab"))));
        assertFalse(PrefixTable.overlap(new Name(key("ab")), new Name(key("ac"))));
    }

    private static byte[] key(String text) {
        return text.getBytes();
    }
}
