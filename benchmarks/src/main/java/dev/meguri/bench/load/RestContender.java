package dev.meguri.bench.load;

import dev.meguri.bench.duel.Contender;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;

/** A system that answers one value over HTTP, under load by wrk. What it is asked to do is the path. */
public final class RestContender implements Contender<String> {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String CONTENT_TYPE = "application/octet-stream";

    private final String name;
    private final Servers servers;
    private final String address;
    private final String path;
    private final byte[] value;
    private final boolean stores;

    /**
     * @param value what the path has to answer
     * @param stores whether it is there only once it was put there
     */
    public RestContender(String name, Servers servers, int httpPort, String path, byte[] value, boolean stores) {
        this.name = name;
        this.servers = servers;
        this.address = "http://127.0.0.1:" + httpPort;
        this.path = path;
        this.value = value;
        this.stores = stores;
    }

    @Override
    public String name() {
        return name;
    }

    /** Both contenders answer the same bytes of the same type, or there is nothing to compare. */
    @Override
    public void start() {
        servers.start();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
            if (stores) {
                HttpRequest put = request.copy()
                        .header("Content-Type", CONTENT_TYPE)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(value))
                        .build();
                client.send(put, HttpResponse.BodyHandlers.discarding());
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (answer.statusCode() != 200 || !Arrays.equals(answer.body(), value) || !type.startsWith(CONTENT_TYPE)) {
                throw new IllegalStateException(name + " does not answer the value, but " + answer.statusCode() + ", "
                        + answer.body().length + " bytes of " + type);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Measurement measure(String asked, double seconds) {
        Duration before = servers.cpu();
        Wrk.Run run = Wrk.get(address + asked, seconds);
        return run.measured().withCpu(servers.cpu().minus(before).toNanos() / 1_000.0 / run.requests());
    }

    @Override
    public void awaitRest() {
        servers.awaitRest();
    }

    @Override
    public void close() {
        servers.close();
    }
}
