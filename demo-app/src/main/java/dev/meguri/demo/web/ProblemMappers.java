package dev.meguri.demo.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import dev.meguri.api.problem.ProblemException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error as a problem document. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        return answer(exception.problem());
    }

    /** JSON that is none, or has a field of a wrong type or name. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response json(JsonProcessingException exception) {
        String field = exception instanceof JsonMappingException mapping ? fieldOf(mapping) : "body";
        ErrorCode code = field.equals("body") ? ErrorCode.INVALID_REQUEST : ErrorCode.INVALID_NUMBER;
        return answer(Problem.of(
                code,
                field,
                field + " cannot be read: "
                        + exception.getOriginalMessage().lines().findFirst().orElse("")));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException exception) {
        if (exception.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        ErrorCode code =
                switch (exception.getResponse().getStatus()) {
                    case 404 -> ErrorCode.NOT_FOUND;
                    case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                    default -> ErrorCode.INVALID_REQUEST;
                };
        return answer(Problem.of(code, null, code.title()));
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException exception) {
        LOG.error("A request failed unexpectedly", exception);
        return answer(Problem.of(ErrorCode.INTERNAL, null, "The demo's log says more"));
    }

    private static String fieldOf(JsonMappingException exception) {
        return exception.getPath().isEmpty()
                ? "body"
                : exception.getPath().getLast().getFieldName();
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
