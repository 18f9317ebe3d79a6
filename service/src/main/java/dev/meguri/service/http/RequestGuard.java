package dev.meguri.service.http;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Requests that no resource would ever see are refused in the same form as all others: a problem document. */
@Singleton
class RequestGuard {
    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;

    /** What HTTP/1.1 adds to each header: a colon, a space, the line's end. */
    private static final int BYTES_AROUND_A_HEADER = 4;

    private final BodyGuard bodies;
    private final ProblemAnswers answers;

    RequestGuard(BodyGuard bodies, ProblemAnswers answers) {
        this.bodies = bodies;
        this.answers = answers;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_OTHERS).handler(this::check).failureHandler(this::failed);
    }

    private void check(RoutingContext rc) {
        Problem problem = problemOf(rc);
        if (problem == null) {
            bodies.handle(rc);
        } else {
            answers.endAndClose(rc, problem);
        }
    }

    /** Null: nothing is wrong so far. */
    private static Problem problemOf(RoutingContext rc) {
        HttpServerRequest request = rc.request();
        if (request.uri().length() > HttpLimits.MAX_URI_BYTES) {
            return Problem.of(
                    ErrorCode.URI_TOO_LONG,
                    "path",
                    "The address has " + request.uri().length() + " bytes; " + HttpLimits.MAX_URI_BYTES
                            + " are allowed. Use a shorter key, or a hash of it.");
        }
        long headersBytes = 0;
        for (var header : request.headers()) {
            headersBytes += header.getKey().length() + header.getValue().length() + BYTES_AROUND_A_HEADER;
        }
        if (headersBytes > HttpLimits.MAX_HEADERS_BYTES) {
            return Problem.of(
                    ErrorCode.HEADERS_TOO_LARGE,
                    null,
                    "The headers have " + headersBytes + " bytes; " + HttpLimits.MAX_HEADERS_BYTES
                            + " are allowed. Send fewer cookies or shorter headers.");
        }
        String fault = UriCheck.faultOf(request.uri());
        return fault == null
                ? null
                : Problem.of(
                        ErrorCode.INVALID_REQUEST,
                        "path",
                        "The address is malformed (" + fault
                                + "). Percent-encode what is not a letter, a digit or one of"
                                + " - . _ ~, and a percent sign itself as %25.");
    }

    /** What another handler refused with a bare status. */
    private void failed(RoutingContext rc) {
        if (rc.statusCode() == 400) {
            String why = rc.failure() == null ? "" : ": " + rc.failure().getMessage();
            answers.endAndClose(
                    rc,
                    Problem.of(
                            ErrorCode.INVALID_REQUEST, null, "The request is malformed" + why + "; see /q/openapi."));
        } else {
            rc.next();
        }
    }
}
