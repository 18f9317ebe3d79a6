package dev.meguri.ui.advisor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Numbers and names in sentences. */
final class Say {
    private Say() {}

    static String percent(double share) {
        return Math.round(share * 100) + "%";
    }

    static String count(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number));
    }

    static String times(double factor) {
        return factor < 9.95 ? String.format(Locale.ROOT, "%.1f times", factor) : count(factor) + " times";
    }

    static String millis(double millis) {
        if (millis < 1) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        return millis < 1_000 ? count(millis) + " ms" : seconds(millis / 1_000);
    }

    static String seconds(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        return seconds < 7_200 ? count(seconds / 60) + " min" : count(seconds / 3_600) + " h";
    }

    /** As precise as {@link #percent} says it. */
    static double share(double share) {
        return Math.round(share * 100) / 100.0;
    }

    /** Two digits: as precise as {@link #millis} and {@link #times} say it, or less. */
    static double rounded(double number) {
        return new BigDecimal(number).round(new MathContext(2)).doubleValue();
    }

    static String slots(int count) {
        return count == 1 ? "1 slot" : count(count) + " slots";
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String names(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }
}
