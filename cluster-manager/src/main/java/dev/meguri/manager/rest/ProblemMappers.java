package dev.meguri.manager.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.manager.store.StoreException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error as a {@link Problem}, whoever threw it. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final List<String> NUMBERS = List.of("limit", "since", "id");

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return response(e.problem());
    }

    @ServerExceptionMapper
    public Response storage(StoreException e) {
        return response(Problem.of(ErrorCode.STORAGE_FAILED, null, e.getMessage()));
    }

    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    public Response request(WebApplicationException e, UriInfo uri) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return response(problem.problem());
            }
            if (cause instanceof JacksonException malformed) {
                return json(malformed);
            }
            if (cause instanceof NumberFormatException) {
                return notANumber(uri);
            }
        }
        int status = e.getResponse().getStatus();
        if (e.getResponse().getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
            return e.getResponse();
        }
        ErrorCode code =
                switch (status) {
                    case 404 -> ErrorCode.NOT_FOUND;
                    case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                    default -> status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
                };
        return withStatus(
                Problem.of(code, null, "The request " + uri.getPath() + " was refused: " + e.getMessage() + "."),
                status);
    }

    @ServerExceptionMapper
    public Response fault(RuntimeException e) {
        LOG.error("A request failed", e);
        return response(Problem.of(ErrorCode.INTERNAL, null, "The manager failed at this request; its log says why."));
    }

    private static Response notANumber(UriInfo uri) {
        for (Map<String, List<String>> parameters : List.of(uri.getQueryParameters(), uri.getPathParameters())) {
            for (String name : NUMBERS) {
                String value = parameters.getOrDefault(name, List.of("0")).getFirst();
                if (!value.matches("-?[0-9]{1,9}")) {
                    return response(Problem.of(
                            ErrorCode.INVALID_NUMBER, name, name + " must be a whole number, not '" + value + "'."));
                }
            }
        }
        return response(Problem.of(ErrorCode.INVALID_NUMBER, null, "A number is malformed or out of range."));
    }

    private static Response json(JacksonException e) {
        String field =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? mapping.getPath().getLast().getFieldName()
                        : null;
        boolean number = e instanceof InputCoercionException || e.getCause() instanceof InputCoercionException;
        ErrorCode code = number ? ErrorCode.INVALID_NUMBER : ErrorCode.INVALID_REQUEST;
        return response(Problem.of(code, field, "The document cannot be read: " + e.getOriginalMessage() + "."));
    }

    private static Response response(Problem problem) {
        return withStatus(problem, problem.status());
    }

    private static Response withStatus(Problem problem, int status) {
        return Response.status(status).type(Problem.MEDIA_TYPE).entity(problem).build();
    }
}
