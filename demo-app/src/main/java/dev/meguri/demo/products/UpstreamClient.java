package dev.meguri.demo.products;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Calls the upstream over HTTP, as it would anybody's. Blocks its thread for as long as the upstream takes. */
@ApplicationScoped
public class UpstreamClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final HttpClient http;
    private final HttpServer self;
    private final Optional<String> url;

    UpstreamClient(
            HttpClient http, HttpServer self, @ConfigProperty(name = "meguri.demo.upstream-url") Optional<String> url) {
        this.http = http;
        this.self = self;
        this.url = url;
    }

    /** The product's JSON; null: there is none. A failure is a problem {@code upstream_failed}. */
    public byte[] product(int id) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base() + "/upstream/products/" + id))
                .timeout(TIMEOUT)
                .build();
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException unreachable) {
            throw failed("could not be reached: " + unreachable.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed("was not waited for: the demo is stopping");
        }
        if (answer.statusCode() == 404) {
            return null;
        }
        if (answer.statusCode() != 200) {
            throw failed("answered " + answer.statusCode());
        }
        return answer.body();
    }

    private String base() {
        return url.orElseGet(() -> "http://localhost:" + self.getPort());
    }

    private static ProblemException failed(String how) {
        return new ProblemException(
                ErrorCode.UPSTREAM_FAILED,
                null,
                "The upstream " + how + ". Try again; with the cache, most calls need it not.");
    }
}
