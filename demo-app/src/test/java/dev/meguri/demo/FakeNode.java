package dev.meguri.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meguri.api.cache.CacheHeaders;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A cache node's REST surface as far as the demo uses it, and beside it an address at which nobody listens. */
public class FakeNode implements QuarkusTestResourceLifecycleManager {
    static final String NODE_ID = "node-9";
    private static final String NOBODY = "http://127.0.0.1:1";

    private static final Map<String, byte[]> ENTRIES = new ConcurrentHashMap<>();
    private static volatile boolean failing;
    private static volatile String lastStore;
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        server.createContext("/api/cache/", FakeNode::serve);
        server.start();
        return Map.of(
                "meguri.nodes",
                NOBODY + ",http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    static void clear() {
        ENTRIES.clear();
        failing = false;
        lastStore = null;
    }

    static void failFromNowOn() {
        failing = true;
    }

    /** TTL and content type of the newest store. */
    static String lastStore() {
        return lastStore;
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (failing) {
            answer(exchange, 503, null);
        } else if (exchange.getRequestMethod().equals("PUT")) {
            String ttl = exchange.getRequestURI().getQuery().replace("ttl=", "");
            lastStore = ttl + " " + exchange.getRequestHeaders().getFirst("Content-Type");
            ENTRIES.put(key, body);
            answer(exchange, 201, null);
        } else {
            byte[] value = ENTRIES.get(key);
            answer(exchange, value == null ? 404 : 200, value);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add(CacheHeaders.NODE, NODE_ID);
        exchange.getResponseHeaders().add(CacheHeaders.SOURCE, "primary");
        exchange.getResponseHeaders().add(CacheHeaders.SLOT, "1");
        exchange.sendResponseHeaders(status, body == null ? -1 : body.length);
        if (body != null) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
