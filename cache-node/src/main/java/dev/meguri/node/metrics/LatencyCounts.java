package dev.meguri.node.metrics;

import dev.meguri.api.cache.LatencyScale;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many operations took how long, by the steps of {@link LatencyScale}, since the start. */
public final class LatencyCounts {
    private final AtomicLongArray counts = new AtomicLongArray(LatencyScale.STEPS);

    /** From any thread. */
    public void add(long nanos) {
        counts.incrementAndGet(LatencyScale.step(nanos));
    }

    /** From one thread only, which is cheaper: so many that took that long. */
    public void addAlone(long nanos, int operations) {
        int step = LatencyScale.step(nanos);
        counts.setOpaque(step, counts.getOpaque(step) + operations);
    }

    /** From any thread. Adds these to the sums. */
    public void addTo(long[] sums) {
        for (int step = 0; step < sums.length; step++) {
            sums[step] += counts.getOpaque(step);
        }
    }
}
