package dev.meguri.manager.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.service.http.BodyLimit;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How large a document may be that the manager is sent. */
@Singleton
class Documents {
    /** The largest of them, a policy, has some hundred bytes. */
    private static final long MAX_BYTES = 1024 * 1024;

    @Produces
    @Singleton
    BodyLimit limit() {
        return new BodyLimit(
                MAX_BYTES,
                ErrorCode.BODY_TOO_LARGE,
                null,
                "The body is over " + MAX_BYTES + " bytes; the documents taken here are described at /q/openapi.");
    }
}
