package dev.meguri.ui.node;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.service.http.BodyLimit;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How large a value may be that passes through here: more than any node takes, so that the node says what is too large. */
@Singleton
class PassedBodies {
    private static final long MAX_BYTES = 16 * 1024 * 1024;

    @Produces
    @Singleton
    BodyLimit limit() {
        return new BodyLimit(
                MAX_BYTES,
                ErrorCode.VALUE_TOO_LARGE,
                "value",
                "The value is over " + MAX_BYTES
                        + " bytes, which no policy allows; store it in parts, or a reference to it.");
    }
}
