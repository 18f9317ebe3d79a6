package dev.meguri.api.cache;

/**
 * The steps in which latencies are counted: four to each doubling, from a microsecond to over eight seconds, so that a
 * percentile is read to within a fifth. What is longer is counted in the last step.
 */
public final class LatencyScale {
    private static final int PER_DOUBLING = 4;
    private static final int SHORTEST_BITS = 10;
    private static final int DOUBLINGS = 23;

    /** Steps, one per place in a list of counts. */
    public static final int STEPS = PER_DOUBLING * DOUBLINGS + 1;

    private LatencyScale() {}

    /** The step of a latency. */
    public static int step(long nanos) {
        if (nanos < 1L << SHORTEST_BITS) {
            return 0;
        }
        int bits = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int quarter = (int) (nanos >>> (bits - 2)) & (PER_DOUBLING - 1);
        return Math.min(STEPS - 1, 1 + (bits - SHORTEST_BITS) * PER_DOUBLING + quarter);
    }

    /** What latencies of the step are shorter than, in microseconds. */
    public static double upperMicros(int step) {
        if (step == 0) {
            return (1L << SHORTEST_BITS) / 1000.0;
        }
        int doubling = (step - 1) / PER_DOUBLING;
        int quarter = (step - 1) % PER_DOUBLING;
        return (double) ((1L << (SHORTEST_BITS + doubling)) / PER_DOUBLING * (PER_DOUBLING + quarter + 1)) / 1000.0;
    }

    /**
     * What so many of the latencies are shorter than, in microseconds; NaN: there are none.
     *
     * @param counts by step
     * @param share 0.99 for the 99th percentile
     */
    public static double percentileMicros(long[] counts, double share) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        if (all == 0) {
            return Double.NaN;
        }
        long wanted = Math.max(1, (long) Math.ceil(all * share));
        long met = 0;
        for (int step = 0; step < counts.length; step++) {
            met += counts[step];
            if (met >= wanted) {
                return upperMicros(step);
            }
        }
        return upperMicros(STEPS - 1);
    }
}
