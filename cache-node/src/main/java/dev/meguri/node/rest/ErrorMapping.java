package dev.meguri.node.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever goes wrong in a request ends as a problem document. */
class ErrorMapping {
    private static final Logger LOG = Logger.getLogger(ErrorMapping.class);

    private final Problems problems;

    ErrorMapping(Problems problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return problems.response(e.problem()).build();
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return problems.response(ErrorCode.NOT_FOUND, null, ErrorRoutes.NOT_FOUND_DETAIL)
                .build();
    }

    @ServerExceptionMapper
    Response notAllowed(NotAllowedException e) {
        Response.ResponseBuilder response =
                problems.response(ErrorCode.METHOD_NOT_ALLOWED, null, ErrorRoutes.NOT_ALLOWED_DETAIL);
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
    }

    @ServerExceptionMapper
    Response other(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status >= 400 && status < 500) {
            return problems.response(
                            ErrorCode.INVALID_REQUEST, null, "The request is malformed: " + e.getMessage() + ".")
                    .build();
        }
        return unexpected(e);
    }

    /** The client went away, or was too slow, in the middle of its body. */
    @ServerExceptionMapper
    Response unread(IOException e) {
        return problems.response(
                        ErrorCode.INVALID_REQUEST, null, "The body could not be read to its end; nothing was changed.")
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        LOG.error("A request failed; this is a bug", e);
        return problems.response(ErrorCode.INTERNAL, null, "The node's log says what happened.")
                .build();
    }
}
