package dev.meguri.bench.load.open;

import org.HdrHistogram.Histogram;

/**
 * Latencies from the time that a request was meant to be sent, so that none is left out because an earlier one, or the
 * sender, was slow (coordinated omission). Request i goes by connection {@code i % connections}, and each connection
 * answers in order: whose answer it is follows from how many came before. One thread.
 */
final class Latencies {
    static final long MAX_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Pace pace;
    private final long[] answered;
    private final Histogram histogram = histogram();

    Latencies(Pace pace, int connections) {
        this.pace = pace;
        this.answered = new long[connections];
    }

    static Histogram histogram() {
        return new Histogram(MAX_NANOS, DIGITS);
    }

    void answered(int connection, long nowNanos) {
        long request = connection + answered[connection]++ * answered.length;
        histogram.recordValue(Math.clamp(nowNanos - pace.intendedNanos(request), 0, MAX_NANOS));
    }

    boolean isComplete() {
        return histogram.getTotalCount() == pace.requests();
    }

    Histogram ofAll() {
        return histogram;
    }
}
