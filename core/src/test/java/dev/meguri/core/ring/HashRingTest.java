package dev.meguri.core.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashRingTest {
    @ParameterizedTest
    @CsvSource({"1,1", "50,32", "100,64", "200,128", "1000000000,1024"})
    void virtualNodes_followTheWeight_upToTheLimit(int weight, int count) {
        assertEquals(count, VirtualNodes.of("node-1", weight).length);
        assertTrue(count <= Limits.MAX_VIRTUAL_NODES);
    }

    @Test
    void virtualNodes_areAscendingPositionsOnTheRing() {
        long[] positions = VirtualNodes.of("node-1", 100);
        long[] sorted = positions.clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, positions);
        assertTrue(positions[0] >= 0);
        assertTrue(positions[positions.length - 1] < VirtualNodes.RING_SIZE);
    }

    @Test
    void virtualNodes_ofAHeavierNode_includeThoseOfTheLighter() {
        long[] heavy = VirtualNodes.of("node-1", 200);
        assertTrue(Arrays.stream(VirtualNodes.of("node-1", 100)).allMatch(p -> Arrays.binarySearch(heavy, p) >= 0));
    }

    @Test
    void virtualNodes_withoutWeight_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> VirtualNodes.of("node-1", 0));
    }

    @Test
    void walk_meetsEveryNodeOnce() {
        HashRing ring = ring("a", "b", "c", "d", "e");
        for (int slot = 0; slot < 64; slot++) {
            int[] walk = ring.walk(slot, 64).clone();
            Arrays.sort(walk);
            assertArrayEquals(new int[] {0, 1, 2, 3, 4}, walk);
        }
    }

    @Test
    void walk_beginsWithTheNextVirtualNode_goingRound() {
        List<String> names = List.of("a", "b", "c");
        HashRing ring = ring("a", "b", "c");
        for (int slot = 0; slot < 1024; slot++) {
            long start = VirtualNodes.ofSlot(slot, 1024);
            int first = IntStream.range(0, 3)
                    .boxed()
                    .min((x, y) -> Long.compare(distance(start, names.get(x)), distance(start, names.get(y))))
                    .orElseThrow();
            assertEquals(first, ring.walk(slot, 1024)[0], "slot " + slot);
        }
    }

    @Test
    void walk_withOneNodeMore_keepsTheOrderOfTheOthers() {
        HashRing before = ring("a", "b", "c");
        HashRing after = ring("a", "b", "c", "d");
        for (int slot = 0; slot < 256; slot++) {
            assertArrayEquals(
                    before.walk(slot, 256),
                    Arrays.stream(after.walk(slot, 256)).filter(n -> n != 3).toArray());
        }
    }

    private static long distance(long start, String nodeId) {
        return Arrays.stream(VirtualNodes.of(nodeId, 100))
                .map(p -> Math.floorMod(p - start, VirtualNodes.RING_SIZE))
                .min()
                .orElseThrow();
    }

    private static HashRing ring(String... nodeIds) {
        return new HashRing(Arrays.stream(nodeIds)
                .map(n -> PlannedNode.eligible(n, "", 100))
                .toList());
    }
}
