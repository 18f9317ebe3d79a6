package dev.meguri.ui.heat;

import dev.meguri.api.cache.SlotStats;
import dev.meguri.api.cache.SlotStats.HotKey;
import dev.meguri.ui.cluster.RingPicture;
import java.util.List;

/** What nodes answer in tests: 512 slots, one of which holds something. */
final class Looks {
    static final int SLOTS = 512;

    private Looks() {}

    static SlotStats look(String nodeId, long uptimeMillis, int slot, int keys, long reads, HotKey... hot) {
        SlotStats stats = new SlotStats(
                nodeId,
                1,
                uptimeMillis,
                SLOTS,
                new int[SLOTS],
                new long[SLOTS],
                new long[SLOTS],
                new long[SLOTS],
                List.of(hot));
        stats.keys()[slot] = keys;
        stats.bytes()[slot] = 100L * keys;
        stats.reads()[slot] = reads;
        stats.writes()[slot] = reads / 2;
        return stats;
    }

    /** All slots at n1 and n2, but the first {@code moved}: at n3 and n2. @param next of these; -1: they stay */
    static RingPicture ring(long version, int moved, int next) {
        return new RingPicture(
                version,
                SLOTS,
                List.of("n1", "n2", "n3"),
                List.of(List.of(0, 1), List.of(2, 1)),
                List.of(moved, 1, -1, 10, 0, next, SLOTS - moved - 10, 0, -1),
                List.of());
    }

    static HeatFrame frame(HeatMaker maker, long atMillis, SlotStats... looks) {
        return maker.next(atMillis, List.of(looks), List.of(), null);
    }
}
