package dev.meguri.service.http;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;

/**
 * The largest body that a service takes; each service provides one. Low: useful documents are refused; high: that much
 * memory per request that comes without its length.
 *
 * @param maxBytes below {@code quarkus.http.limits.max-body-size}, which refuses without a document
 * @param code what a larger body is refused with, of status 413
 * @param field the part of the request at fault; null: none
 * @param detail what to do instead
 */
public record BodyLimit(long maxBytes, ErrorCode code, String field, String detail) {
    Problem problem() {
        return Problem.of(code, field, detail);
    }
}
