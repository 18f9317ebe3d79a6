package dev.meguri.node.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import dev.meguri.core.limits.Limits;
import dev.meguri.service.http.BodyLimit;
import dev.meguri.service.http.ProblemAnswers;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Errors outside of the resources, in the same form: unknown paths, wrong methods, bodies that no policy could allow. */
@Singleton
class ErrorRoutes {
    static final String NOT_FOUND_DETAIL =
            "There is nothing at this path; values are at /api/cache/{key}, the API is described at /q/openapi.";
    static final String NOT_ALLOWED_DETAIL = "This path does not take this method; see /q/openapi.";
    static final String TOO_LARGE_DETAIL = "The value is over " + Limits.MAX_VALUE_BYTES
            + " bytes, which no policy allows; store it in parts, or a reference to it.";

    private final ProblemAnswers answers;

    ErrorRoutes(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Produces
    @Singleton
    BodyLimit bodyLimit() {
        return new BodyLimit(Limits.MAX_VALUE_BYTES, ErrorCode.VALUE_TOO_LARGE, "value", TOO_LARGE_DETAIL);
    }

    void register(@Observes Router router) {
        router.errorHandler(404, rc -> answers.end(rc, Problem.of(ErrorCode.NOT_FOUND, null, NOT_FOUND_DETAIL)));
        router.errorHandler(
                405, rc -> answers.end(rc, Problem.of(ErrorCode.METHOD_NOT_ALLOWED, null, NOT_ALLOWED_DETAIL)));
    }
}
