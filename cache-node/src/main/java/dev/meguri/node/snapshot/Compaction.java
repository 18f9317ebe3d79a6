package dev.meguri.node.snapshot;

import dev.meguri.node.NodeLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which groups of slots to write anew: those of which most is out of date, and about as many bytes as the snapshot wrote of
 * changes. So every snapshot does its share, the work does not come in bursts, and a byte that changes is written about twice.
 */
final class Compaction {
    private Compaction() {}

    /**
     * @param liveBytes per group: what it would take about, as the memory accounts for it
     * @param writtenBytes of changes in this snapshot
     */
    static List<Integer> choose(StoredRows stored, long[] liveBytes, long writtenBytes) {
        List<Integer> wasteful = new ArrayList<>();
        for (int group = 0; group < SlotGroups.COUNT; group++) {
            if (waste(stored, liveBytes, group) > 1) {
                wasteful.add(group);
            }
        }
        wasteful.sort(Comparator.comparingDouble((Integer group) -> -waste(stored, liveBytes, group)));
        List<Integer> chosen = new ArrayList<>();
        long budget = Math.max(writtenBytes, NodeLimits.MIN_COMPACTED_BYTES);
        for (int group : wasteful) {
            if (budget <= 0) {
                break;
            }
            chosen.add(group);
            budget -= liveBytes[group];
        }
        return chosen;
    }

    /** Above 1: it is worth writing anew. Many small rows are a waste, too: each is found and read by itself. */
    private static double waste(StoredRows stored, long[] liveBytes, int group) {
        double most = NodeLimits.STORED_TO_LIVE_BYTES * liveBytes[group] + NodeLimits.SPARE_BYTES_PER_GROUP;
        return Math.max(stored.bytes(group) / most, (double) stored.of(group).size() / NodeLimits.MAX_ROWS_PER_GROUP);
    }
}
