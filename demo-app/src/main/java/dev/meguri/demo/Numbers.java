package dev.meguri.demo;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;

/** Numbers as requests carry them. What is wrong with one is a problem that names its field and the range. */
final class Numbers {
    private Numbers() {}

    static long requireWithin(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw outOfRange(field, value, least + " to " + most);
        }
        return value;
    }

    /** Refuses NaN, too. */
    static double requireWithin(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw outOfRange(field, value, (long) least + " to " + (long) most);
        }
        return value;
    }

    static int productId(String text) {
        try {
            return (int) requireWithin("id", Long.parseLong(text), 1, Product.COUNT);
        } catch (NumberFormatException notANumber) {
            throw outOfRange("id", "'" + text + "'", "1 to " + Product.COUNT);
        }
    }

    private static ProblemException outOfRange(String field, Object value, String range) {
        return new ProblemException(
                ErrorCode.INVALID_NUMBER, field, field + " must be a number from " + range + ", not " + value);
    }
}
