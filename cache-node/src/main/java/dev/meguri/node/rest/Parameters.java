package dev.meguri.node.rest;

import dev.meguri.api.Durations;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.operation.Operation;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** Query parameters and headers of writes, checked. */
public final class Parameters {
    public static final String DEFAULT_CONTENT_TYPE = "application/octet-stream";

    private Parameters() {}

    /** @throws ProblemException {@code invalid_ttl} */
    static long ttlMillis(String ttl) {
        if (ttl == null) {
            return Operation.POLICY_TTL;
        }
        long millis;
        try {
            millis = Durations.parseMillis(ttl);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ErrorCode.INVALID_TTL, "ttl", e.getMessage() + ".");
        }
        if (millis > Limits.MAX_TTL_MILLIS) {
            throw new ProblemException(
                    ErrorCode.INVALID_TTL,
                    "ttl",
                    "\"" + ttl + "\" is too long: at most " + Durations.format(Limits.MAX_TTL_MILLIS)
                            + ", or none for no expiry.");
        }
        return millis == Durations.NONE_MILLIS ? Operation.NO_TTL : millis;
    }

    /** @throws ProblemException {@code invalid_number} */
    static long increment(String increment) {
        try {
            return Long.parseLong(increment);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_NUMBER,
                    "increment",
                    "increment must be a whole number of 64 bits, such as 1 or -5.");
        }
    }

    /** @throws ProblemException {@code invalid_request} */
    static String contentType(String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return DEFAULT_CONTENT_TYPE;
        }
        if (contentType.getBytes(StandardCharsets.UTF_8).length > Limits.MAX_CONTENT_TYPE_BYTES) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    HttpHeaders.CONTENT_TYPE,
                    "Content-Type may have at most " + Limits.MAX_CONTENT_TYPE_BYTES + " bytes.");
        }
        return contentType;
    }

    /** @throws ProblemException {@code invalid_number} */
    static int limit(String limit, int byDefault, int most) {
        if (limit == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for numbers out of range.
        }
        throw new ProblemException(
                ErrorCode.INVALID_NUMBER, "limit", "limit must be a whole number from 1 to " + most + ".");
    }
}
