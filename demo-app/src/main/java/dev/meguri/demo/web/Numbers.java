package dev.meguri.demo.web;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;

/** Numbers as requests carry them. What is wrong with one is a problem that names its field and the range. */
public final class Numbers {
    private Numbers() {}

    public static long requireWithin(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw outOfRange(field, value, least + " to " + most);
        }
        return value;
    }

    /** Refuses NaN, too. */
    public static double requireWithin(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw outOfRange(field, value, (long) least + " to " + (long) most);
        }
        return value;
    }

    public static long parse(String field, String text, long least, long most) {
        try {
            return requireWithin(field, Long.parseLong(text), least, most);
        } catch (NumberFormatException notANumber) {
            throw outOfRange(field, "'" + text + "'", least + " to " + most);
        }
    }

    private static ProblemException outOfRange(String field, Object value, String range) {
        return new ProblemException(
                ErrorCode.INVALID_NUMBER, field, field + " must be a number from " + range + ", not " + value);
    }
}
