package dev.meguri.node.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import dev.meguri.core.limits.Limits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Errors outside of the resources, in the same form: unknown paths, wrong methods, bodies that no policy could allow. */
@Singleton
class ErrorRoutes {
    static final String NOT_FOUND_DETAIL =
            "There is nothing at this path; values are at /api/cache/{key}, the API is described at /q/openapi.";
    static final String NOT_ALLOWED_DETAIL = "This path does not take this method; see /q/openapi.";
    static final String TOO_LARGE_DETAIL = "The value is over " + Limits.MAX_VALUE_BYTES
            + " bytes, which no policy allows; store it in parts, or a reference to it.";

    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;

    private final Problems problems;

    ErrorRoutes(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_OTHERS).handler(this::checkLength);
        router.errorHandler(404, rc -> end(rc, ErrorCode.NOT_FOUND, null, NOT_FOUND_DETAIL));
        router.errorHandler(405, rc -> end(rc, ErrorCode.METHOD_NOT_ALLOWED, null, NOT_ALLOWED_DETAIL));
        router.errorHandler(413, rc -> end(rc, ErrorCode.VALUE_TOO_LARGE, "value", TOO_LARGE_DETAIL));
        router.errorHandler(
                400, rc -> end(rc, ErrorCode.INVALID_REQUEST, null, "The request is malformed; see /q/openapi."));
    }

    /** Refused by its announced length, before any of it is read. */
    private void checkLength(RoutingContext rc) {
        if (announcedLength(rc.request()) > Limits.MAX_VALUE_BYTES) {
            // What still comes is not read: the connection cannot serve another request.
            rc.response().putHeader(HttpHeaders.CONNECTION, "close");
            end(rc, ErrorCode.VALUE_TOO_LARGE, "value", TOO_LARGE_DETAIL);
        } else {
            rc.next();
        }
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void end(RoutingContext rc, ErrorCode code, String field, String detail) {
        if (!rc.response().ended()) {
            rc.response()
                    .setStatusCode(code.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(problems.json(Problem.of(code, field, detail))));
        }
    }
}
