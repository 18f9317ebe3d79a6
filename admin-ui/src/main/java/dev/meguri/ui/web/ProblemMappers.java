package dev.meguri.ui.web;

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

    @ServerExceptionMapper
    Response http(WebApplicationException exception) {
        ErrorCode code =
                switch (exception.getResponse().getStatus()) {
                    case 404 -> ErrorCode.NOT_FOUND;
                    case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                    default -> ErrorCode.INVALID_REQUEST;
                };
        return answer(Problem.of(code, null, code.title() + "."));
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException exception) {
        LOG.error("A request failed unexpectedly", exception);
        return answer(Problem.of(ErrorCode.INTERNAL, null, "The log of the admin UI's server says more."));
    }

    static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
