package dev.meguri.ui.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.UiSettings;
import dev.meguri.ui.web.Outbound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The manager's cluster API, as this server uses it. */
@ApplicationScoped
public class ManagerClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String BASE = "/api/cluster";

    private final Outbound outbound;
    private final ObjectMapper json;
    private final UiSettings settings;

    ManagerClient(Outbound outbound, ObjectMapper json, UiSettings settings) {
        this.outbound = outbound;
        this.json = json;
        this.settings = settings;
    }

    /**
     * A document of the manager.
     *
     * @param path below {@code /api/cluster}, with its query; empty or starting with a slash
     * @throws IOException when the manager cannot be reached or answers anything but 200
     */
    public <T> T get(String path, TypeReference<T> type) throws IOException {
        HttpResponse<byte[]> answer =
                outbound.send("GET", uri(path), Map.of(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON), null, TIMEOUT);
        if (answer.statusCode() != 200) {
            throw new IOException("the manager answered " + answer.statusCode() + " to GET " + BASE + path);
        }
        return json.readValue(answer.body(), type);
    }

    /**
     * Passes a request on, and the answer back: status, type and body, problems included.
     *
     * @throws ProblemException {@code manager_unreachable}
     */
    Response pass(String method, String path, byte[] body) {
        Map<String, String> headers = body == null || body.length == 0
                ? Map.of(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON)
                : Map.of(
                        HttpHeaders.ACCEPT,
                        MediaType.APPLICATION_JSON,
                        HttpHeaders.CONTENT_TYPE,
                        MediaType.APPLICATION_JSON);
        try {
            HttpResponse<byte[]> answer = outbound.send(method, uri(path), headers, body, TIMEOUT);
            Response.ResponseBuilder response = Response.status(answer.statusCode());
            if (answer.body().length > 0) {
                response.entity(answer.body());
                answer.headers()
                        .firstValue(HttpHeaders.CONTENT_TYPE)
                        .ifPresent(type -> response.header(HttpHeaders.CONTENT_TYPE, type));
            }
            return response.build();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    URI uri(String path) {
        return URI.create(settings.managerUrl() + BASE + path);
    }

    public ProblemException unreachable(IOException cause) {
        return new ProblemException(
                ErrorCode.MANAGER_UNREACHABLE,
                null,
                "The manager at " + settings.managerUrl() + " cannot be reached (" + Reasons.of(cause)
                        + "). Reads and writes of keys go on without it; try again when it is back.");
    }
}
