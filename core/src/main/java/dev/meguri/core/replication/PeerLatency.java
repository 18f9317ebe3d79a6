package dev.meguri.core.replication;

/**
 * How long one peer takes to answer reads, of late: a moving average, and percentiles from a histogram whose past counts less
 * and less. A millisecond is the unit of the clock and hence the finest that is told apart.
 */
final class PeerLatency {
    /** Upper bounds of the histogram's buckets, in milliseconds; the last one holds all that is longer. */
    private static final long[] BOUNDS = {
        1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100, 150, 200, 300, 500, 1_000, 2_000
    };

    /** After so many samples, all counts are halved. Few: percentiles jump about; many: they follow slowly. */
    private static final int HALF_LIFE_SAMPLES = 256;

    /** A new sample is this part of the average. */
    private static final int AVERAGED_OVER = 4;

    private static final long MICROS = 1_000;

    private final int[] counts = new int[BOUNDS.length];
    private int samples;
    private int untilHalved = HALF_LIFE_SAMPLES;
    private long averageMicros;

    /** @param millis until the answer, or, where there is none yet, until now */
    void add(long millis) {
        averageMicros =
                samples == 0 ? millis * MICROS : averageMicros + (millis * MICROS - averageMicros) / AVERAGED_OVER;
        counts[bucketOf(millis)]++;
        samples++;
        if (--untilHalved == 0) {
            untilHalved = HALF_LIFE_SAMPLES;
            samples = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] /= 2;
                samples += counts[i];
            }
        }
    }

    private static int bucketOf(long millis) {
        for (int i = 0; i < BOUNDS.length - 1; i++) {
            if (millis <= BOUNDS[i]) {
                return i;
            }
        }
        return BOUNDS.length - 1;
    }

    /** Samples that still count. */
    int samples() {
        return samples;
    }

    long averageMicros() {
        return averageMicros;
    }

    /** So many of a hundred answers took no longer, rounded up to a bucket; 0: nothing is known. */
    long percentileMillis(int percent) {
        long wanted = ((long) samples * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < counts.length && samples > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return BOUNDS[i];
            }
        }
        return 0;
    }
}
