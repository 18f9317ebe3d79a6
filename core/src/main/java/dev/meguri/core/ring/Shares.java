package dev.meguri.core.ring;

import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Fair shares by weight under bounds ("water filling"), and their rounding to whole numbers. */
final class Shares {
    /** Shares closer to a whole number than this are that number. */
    private static final double EPSILON = 1e-6;

    private Shares() {}

    /** Shares proportional to the weights, none above its cap, that sum up to {@code total} (or to all caps, if less). */
    static double[] byWeight(double total, int[] weights, int[] caps) {
        double level = level(total, l -> IntStream.range(0, weights.length)
                .mapToDouble(i -> Math.min(caps[i], l * weights[i]))
                .sum());
        return IntStream.range(0, weights.length)
                .mapToDouble(i -> Math.min(caps[i], level * weights[i]))
                .toArray();
    }

    /** The least level at which {@code sum}, which never falls, reaches {@code total}; a very high one if none does. */
    static double level(double total, DoubleUnaryOperator sum) {
        double high = 1;
        while (sum.applyAsDouble(high) < total && high < 1e12) {
            high *= 2;
        }
        double low = 0;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (sum.applyAsDouble(middle) < total) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * Whole numbers that sum up to {@code total}, each its share rounded up or down. Who already holds more than its share
     * rounded down is rounded up first: then nothing moves for the rounding's sake.
     */
    static int[] round(double[] shares, int total, int[] held) {
        int[] rounded = new int[shares.length];
        int left = total;
        for (int i = 0; i < shares.length; i++) {
            rounded[i] = (int) Math.floor(shares[i] + EPSILON);
            left -= rounded[i];
        }
        int[] order = IntStream.range(0, shares.length)
                .filter(i -> shares[i] - rounded[i] > EPSILON)
                .boxed()
                .sorted(Comparator.<Integer, Boolean>comparing(i -> held[i] <= rounded[i])
                        .thenComparing(i -> -Math.round((shares[i] - rounded[i]) / EPSILON))
                        .thenComparing(i -> i))
                .mapToInt(i -> i)
                .toArray();
        for (int i = 0; i < Math.min(left, order.length); i++) {
            rounded[order[i]]++;
        }
        return rounded;
    }
}
