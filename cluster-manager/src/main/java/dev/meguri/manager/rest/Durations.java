package dev.meguri.manager.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.limits.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TTLs of policy documents: a whole number with its unit ({@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}). */
final class Durations {
    static final String NONE = "none";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");

    /** Ascending. */
    private static final Map<String, Long> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("ms", 1L);
        UNITS.put("s", 1_000L);
        UNITS.put("m", 60_000L);
        UNITS.put("h", 3_600_000L);
        UNITS.put("d", 86_400_000L);
    }

    private Durations() {}

    /** Milliseconds; 0: none. */
    static long parse(String field, String text) {
        if (text.equals(NONE)) {
            return 0;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new ProblemException(
                    ErrorCode.INVALID_TTL,
                    field,
                    field + " must be none, or a whole number with a unit (ms, s, m, h, d) such as 30s, not '" + text
                            + "'");
        }
        long unit = UNITS.get(form.group(2));
        long count = Long.parseLong(form.group(1));
        if (count == 0 || count > Limits.MAX_TTL_MILLIS / unit) {
            throw new ProblemException(
                    ErrorCode.INVALID_TTL, field, field + " must be from 1ms to 3650d, or none; not " + text);
        }
        return count * unit;
    }

    /** In the largest unit that is exact. */
    static String format(long millis) {
        String text = NONE;
        for (var unit : UNITS.entrySet()) {
            if (millis > 0 && millis % unit.getValue() == 0) {
                text = millis / unit.getValue() + unit.getKey();
            }
        }
        return text;
    }
}
