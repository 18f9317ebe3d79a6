package dev.meguri.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** Problem documents (RFC 9457) where no resource is there to answer with one. */
@Singleton
public class ProblemAnswers {
    private final ObjectMapper mapper;

    ProblemAnswers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Answers, unless that is done already. */
    public void end(RoutingContext rc, Problem problem) {
        if (!rc.response().ended() && !rc.response().closed()) {
            rc.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(json(problem)));
        }
    }

    /** Answers and closes the connection: what still comes of the request is not read. */
    void endAndClose(RoutingContext rc, Problem problem) {
        if (!rc.response().headWritten()) {
            rc.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        end(rc, problem);
    }

    public byte[] json(Problem problem) {
        try {
            return mapper.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            return ("{\"status\":" + problem.status() + ",\"code\":\"" + problem.code() + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
