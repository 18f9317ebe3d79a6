package dev.meguri.demo.loading;

import java.util.Arrays;

/** The last latencies of one kind of call. Of one thread at a time. */
public final class Latencies {
    /** Few: percentiles jump; many: they tell of the past. */
    private static final int RECENT = 512;

    private final double[] millis = new double[RECENT];
    private long count;

    public void add(double latencyMillis) {
        millis[(int) (count++ % RECENT)] = latencyMillis;
    }

    /** All, also those that are forgotten. */
    public long count() {
        return count;
    }

    /** Of the last 512: the least that this share is not above. @param percent 1 to 100. Null: there was none */
    public Double percentile(int percent) {
        int kept = (int) Math.min(count, RECENT);
        if (kept == 0) {
            return null;
        }
        double[] sorted = Arrays.copyOf(millis, kept);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(kept * percent / 100.0) - 1];
    }
}
