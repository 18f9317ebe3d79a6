package dev.meguri.client.near;

import java.util.concurrent.atomic.LongAdder;

/** Counts of one near cache. Any thread. */
final class NearCounters {
    final LongAdder hits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final LongAdder invalidations = new LongAdder();
    final LongAdder refreshes = new LongAdder();
    final LongAdder tooOld = new LongAdder();
    final LongAdder droppedByRing = new LongAdder();
    final LongAdder droppedByConnection = new LongAdder();
    final LongAdder overtaken = new LongAdder();
    final LongAdder olderRefused = new LongAdder();

    NearStatistics statistics(long entries, long bytes) {
        return new NearStatistics(
                hits.sum(),
                misses.sum(),
                invalidations.sum(),
                refreshes.sum(),
                tooOld.sum(),
                droppedByRing.sum(),
                droppedByConnection.sum(),
                overtaken.sum(),
                olderRefused.sum(),
                entries,
                bytes);
    }
}
