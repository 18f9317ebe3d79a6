package dev.meguri.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}, plain seconds
 * ({@code 90}), or {@code none}. Whole numbers only, one unit.
 */
public final class Durations {
    /** What {@code none} is in milliseconds. */
    public static final long NONE_MILLIS = 0;

    public static final String NONE = "none";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,19})(ms|s|m|h|d)?");

    private static final String[] UNITS = {"d", "h", "m", "s"};

    private Durations() {}

    /**
     * The duration in milliseconds; {@link #NONE_MILLIS} for {@code none}, and for nothing else.
     *
     * @throws IllegalArgumentException with a sentence for people that says what is wrong and what is right
     */
    public static long parseMillis(String text) {
        if (text.equals(NONE)) {
            return NONE_MILLIS;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + shortened(text)
                    + "\" is no duration: write 500ms, 30s, 5m, 2h, 7d, a number of seconds, or none");
        }
        long millis;
        try {
            millis = Math.multiplyExact(Long.parseLong(matcher.group(1)), unitMillis(matcher.group(2)));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too long: at most 3650d");
        }
        if (millis == 0) {
            throw new IllegalArgumentException(
                    "a duration must be at least 1ms; write none for no expiry, or delete the key");
        }
        return millis;
    }

    /** The shortest exact way to write it: {@code 90s}, {@code 2h}, {@code 1500ms}; {@code none} for 0. */
    public static String format(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("a duration must not be negative: " + millis);
        }
        if (millis == NONE_MILLIS) {
            return NONE;
        }
        for (String unit : UNITS) {
            if (millis % unitMillis(unit) == 0) {
                return millis / unitMillis(unit) + unit;
            }
        }
        return millis + "ms";
    }

    private static long unitMillis(String unit) {
        return switch (unit) {
            case null -> 1_000;
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
