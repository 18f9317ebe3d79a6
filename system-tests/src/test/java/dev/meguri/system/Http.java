package dev.meguri.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

/** HTTP as curl speaks it. Thread-safe. */
final class Http {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Http() {}

    record Answer(int status, HttpResponse<byte[]> response) {
        String body() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("not JSON (" + status + "): " + body(), e);
            }
        }

        Answer require(int... allowed) {
            for (int one : allowed) {
                if (status == one) {
                    return this;
                }
            }
            throw new AssertionError(
                    response.request().method() + " " + response.uri() + " answered " + status + ": " + body());
        }
    }

    static Answer get(String url) {
        return send("GET", url, null);
    }

    static Answer put(String url, String body) {
        return send("PUT", url, body);
    }

    static Answer delete(String url) {
        return send("DELETE", url, null);
    }

    /** A body that starts with a brace goes as JSON, any other as text. */
    static Answer send(String method, String url, String body) {
        return send(method, url, body, Map.of());
    }

    static Answer send(String method, String url, String body, Map<String, String> headers) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).method(method, publisher);
        if (body != null) {
            request.header("Content-Type", body.startsWith("{") ? "application/json" : "text/plain");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new Unreachable(method + " " + url + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** No answer came. */
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
