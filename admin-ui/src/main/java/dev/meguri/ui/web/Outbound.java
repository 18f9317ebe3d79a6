package dev.meguri.ui.web;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Map;

/** Sends requests to manager and nodes, and waits for the answer: for worker threads, never for an event loop. */
@ApplicationScoped
public class Outbound {
    /** Loopback and data-centre links connect in milliseconds; what takes longer is away, and another node is asked. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(800);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param body null: none
     * @param timeout until the whole answer is here
     * @throws java.net.ConnectException when nothing was sent, so that another receiver may be tried
     * @throws java.net.http.HttpConnectTimeoutException likewise
     * @throws IOException otherwise: the receiver may have done what it was asked for
     */
    public HttpResponse<byte[]> send(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout);
        headers.forEach(request::setHeader);
        request.method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        return send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** For answers that never end: no timeout but the connection's. */
    public <T> HttpResponse<T> open(URI uri, Map<String, String> headers, BodyHandler<T> handler) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        headers.forEach(request::setHeader);
        return send(request.build(), handler);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
        try {
            return client.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + request.uri());
        }
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
