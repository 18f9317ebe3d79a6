package dev.meguri.ui.live;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;

/** What people ask of the live lab is checked before anything is done; each refusal names the field. */
final class LabCheck {
    static final long MIN_DURATION_MILLIS = 1_000;
    static final long MAX_DURATION_MILLIS = 3_600_000;

    private LabCheck() {}

    static long number(Number value, long least, long most, String field) {
        require(
                value != null && value.longValue() >= least && value.longValue() <= most,
                field,
                "must be from " + least + " to " + most);
        return value.longValue();
    }

    static long durationMillis(Long value) {
        return number(value, MIN_DURATION_MILLIS, MAX_DURATION_MILLIS, "durationMillis");
    }

    static void require(boolean holds, String field, String what) {
        if (!holds) {
            throw new ProblemException(ErrorCode.INVALID_REQUEST, field, field + ": " + what + ".");
        }
    }
}
