package dev.meguri.node.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Result;
import dev.meguri.service.http.ProblemAnswers;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Problem documents (RFC 9457) as responses. */
@Singleton
public class Problems {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final ProblemAnswers answers;

    Problems(ProblemAnswers answers) {
        this.answers = answers;
    }

    Response.ResponseBuilder response(Problem problem) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(answers.json(problem));
        if (problem.retryable()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response;
    }

    Response.ResponseBuilder response(ErrorCode code, String field, String detail) {
        return response(Problem.of(code, field, detail));
    }

    /** Of an operation that the core could not do. */
    Response.ResponseBuilder response(Result.Failed failed) {
        return response(code(failed.failure()), field(failed.failure()), failed.detail());
    }

    private static ErrorCode code(Failure failure) {
        return switch (failure) {
            case NOT_ENOUGH_REPLICAS -> ErrorCode.NOT_ENOUGH_REPLICAS;
            case IN_DOUBT -> ErrorCode.IN_DOUBT;
            case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
            case NO_RING -> ErrorCode.NO_RING;
            case OVERLOADED -> ErrorCode.OVERLOADED;
            case CLOCK_SKEW -> ErrorCode.CLOCK_SKEW;
            case SLOT_LOST -> ErrorCode.SLOT_LOST;
            case MEMORY_LIMIT -> ErrorCode.MEMORY_LIMIT;
            case VALUE_TOO_LARGE -> ErrorCode.VALUE_TOO_LARGE;
            case INVALID_TTL -> ErrorCode.INVALID_TTL;
            case NOT_A_NUMBER -> ErrorCode.NOT_A_NUMBER;
            case NUMBER_OVERFLOW -> ErrorCode.NUMBER_OVERFLOW;
            case NO_RESOLVER -> ErrorCode.NO_RESOLVER;
        };
    }

    /** The part of the request at fault; null: none is. */
    private static String field(Failure failure) {
        return switch (failure) {
            case VALUE_TOO_LARGE -> "value";
            case INVALID_TTL -> "ttl";
            case NOT_A_NUMBER, NUMBER_OVERFLOW -> "increment";
            case NOT_ENOUGH_REPLICAS,
                    IN_DOUBT,
                    UNAVAILABLE,
                    NO_RING,
                    OVERLOADED,
                    CLOCK_SKEW,
                    SLOT_LOST,
                    MEMORY_LIMIT,
                    NO_RESOLVER -> null;
        };
    }
}
