package dev.meguri.bench.duel;

/**
 * One round of one contender. What was not measured is NaN.
 *
 * @param value in the figure's unit
 * @param p50Millis half of the operations took at most so long
 * @param p99Millis 99% did
 * @param p999Millis 99.9% did
 * @param cpuMicros CPU time per operation over all processes of the contender
 */
public record Measurement(double value, double p50Millis, double p99Millis, double p999Millis, double cpuMicros) {
    public static Measurement of(double value) {
        return new Measurement(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    public Measurement withCpu(double micros) {
        return new Measurement(value, p50Millis, p99Millis, p999Millis, micros);
    }
}
