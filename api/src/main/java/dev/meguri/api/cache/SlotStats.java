package dev.meguri.api.cache;

import java.util.List;

/**
 * What one node holds and is asked for, slot by slot. The place in each list is the slot, so that the answer has
 * {@code slotCount} numbers four times, and no more.
 *
 * @param atMillis when it was taken, by the node's clock
 * @param uptimeMillis since the process started: the counters began with it
 * @param keys values held, copies included
 * @param bytes accounted, of values and of marks of removed keys
 * @param reads of this node's clients since the start, whoever holds the slot
 * @param writes likewise
 * @param hotKeys the keys that a sample of the newest operations met most often, at most {@value #MAX_HOT_KEYS}
 */
public record SlotStats(
        String nodeId,
        long atMillis,
        long uptimeMillis,
        int slotCount,
        int[] keys,
        long[] bytes,
        long[] reads,
        long[] writes,
        List<HotKey> hotKeys) {
    public static final int MAX_HOT_KEYS = 10;

    /**
     * @param met how often the sample met it
     * @param metInSlot how often the sample met any key of its slot
     */
    public record HotKey(String key, int slot, int met, int metInSlot) {}
}
