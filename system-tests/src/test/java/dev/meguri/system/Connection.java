package dev.meguri.system;

import dev.meguri.chaos.load.HttpConnection;
import dev.meguri.chaos.load.HttpConnection.Answer;
import dev.meguri.chaos.load.HttpConnection.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * A kept-alive connection whose failure fails the test, owned by one thread: a load of 100,000 keys through it costs the
 * services' time and little of its own.
 */
final class Connection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final String url;
    private final HttpConnection connection;

    Connection(String url) {
        this.url = url;
        URI uri = URI.create(url);
        try {
            connection = new HttpConnection(
                    new InetSocketAddress(uri.getHost(), uri.getPort()), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
        } catch (IOException e) {
            throw new Http.Unreachable(url + ": " + e, e);
        }
    }

    /** @param body null: none */
    static Request request(String method, String path, String body) {
        return new Request(method, path, null, body);
    }

    /** @param body null: none */
    Answer send(String method, String path, String body) {
        return send(List.of(request(method, path, body))).getFirst();
    }

    /** All at once; the answers in the order of the requests. */
    List<Answer> send(List<Request> requests) {
        try {
            return connection.send(requests);
        } catch (IOException e) {
            Request first = requests.getFirst();
            throw new Http.Unreachable(first.method() + " " + url + first.path() + ": " + e, e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
