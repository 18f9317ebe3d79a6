package dev.meguri.ui;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A manager and two nodes that answer what a test lays down. {@code node-1} is a node whose port nobody listens on,
 * {@code node-2} and {@code node-3} answer, {@code node-4} stands by. A launcher script prints its arguments.
 */
public final class StubCluster implements QuarkusTestResourceLifecycleManager {
    /** What was asked for, as "METHOD path?query". */
    public static final List<Asked> ASKED = new CopyOnWriteArrayList<>();
    /** By "who METHOD path": answers that differ from the usual ones. */
    public static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();
    /** Events for whoever listens to the manager's stream. */
    public static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    public static volatile boolean managerAway;

    public record Asked(String who, String line, String ifMatch, String contentType, String body) {}

    public record Answer(int status, Map<String, String> headers, String body) {}

    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    public static void reset() {
        ASKED.clear();
        ANSWERS.clear();
        EVENTS.clear();
        managerAway = false;
    }

    public static Answer problem(int status, String code) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/problem+json"),
                "{\"code\":\"" + code + "\",\"status\":" + status + ",\"title\":\"t\",\"detail\":\"d\"}");
    }

    @Override
    public Map<String, String> start() {
        int dead = start("dead");
        servers.removeLast().stop(0);
        int second = start("node-2");
        int third = start("node-3");
        int manager = start("manager");
        String nodes = String.join(
                ",",
                node("node-1", "ACTIVE", dead),
                node("node-2", "ACTIVE", second),
                node("node-3", "ACTIVE", third),
                node("node-4", "STANDBY", third));
        ANSWERS_BY_DEFAULT.put("manager GET /api/cluster", json(CLUSTER.formatted(nodes)));
        return Map.of("meguri.manager.url", "http://127.0.0.1:" + manager, "meguri.launcher", script().toString());
    }

    @Override
    public void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private int start(String who) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> handle(who, exchange));
            server.start();
            servers.add(server);
            return server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void handle(String who, HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getRawPath();
            String query = exchange.getRequestURI().getRawQuery();
            if ("text/event-stream".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
                stream(exchange);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            ASKED.add(new Asked(
                    who,
                    method + " " + path + (query == null ? "" : "?" + query),
                    exchange.getRequestHeaders().getFirst("If-Match"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(body, StandardCharsets.UTF_8)));
            String asked = who + " " + method + " " + path;
            Answer answer = ANSWERS.getOrDefault(asked, ANSWERS_BY_DEFAULT.get(asked));
            send(exchange, who.equals("manager") && managerAway ? null : answer == null ? problem(404, "x") : answer);
        }
    }

    /** A null answer breaks the connection before a word is said. */
    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (answer == null || answer.status() == 0) {
            return;
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try {
            while (true) {
                String document = EVENTS.take();
                exchange.getResponseBody()
                        .write(("id: 7\ndata: " + document + "\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path script() {
        try {
            Path script = Files.createTempFile("launcher", ".sh");
            Files.writeString(
                    script,
                    "#!/bin/sh\n[ \"$1\" != start ] || { echo 'no such luck' >&2; exit 3; }\necho ran $* ${MEGURI_NO_BUILD:+as built}\n");
            script.toFile().setExecutable(true);
            script.toFile().deleteOnExit();
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer json(String body) {
        return new Answer(200, Map.of("Content-Type", "application/json"), body);
    }

    private static String node(String id, String state, int port) {
        return """
                {"nodeId":"%s","state":"%s","host":"127.0.0.1","httpPort":%d,"address":"http://localhost:%d","primaries":1}
                """.formatted(id, state, port, port);
    }

    private static final String CLUSTER = """
            {"clusterId":"c","term":1,"ringVersion":5,"formed":true,"ready":true,"expectedNodes":3,"replicationFactor":2,
             "slotCount":16,"slotsMoving":4,"nodes":[%s],"rebalance":null,"unknownToThisVersion":true}
            """;

    private static final Map<String, Answer> ANSWERS_BY_DEFAULT = new ConcurrentHashMap<>(
            Map.of(
                    "manager GET /api/cluster/ring",
                    json("""
                    {"ringVersion":5,"nodes":[{"nodeId":"node-1","virtualNodes":[0.123456789]},{"nodeId":"node-2","virtualNodes":[0.5]}]}
                    """),
                    "manager GET /api/cluster/slots",
                    json("""
                    [{"from":0,"to":7,"phase":"STABLE","current":["node-1","node-2"],"next":[]},
                     {"from":8,"to":11,"phase":"JOINT","current":["node-2","node-1"],"next":["node-3","node-1"]},
                     {"from":12,"to":15,"phase":"STABLE","current":["node-1","node-2"],"next":[]}]
                    """),
                    "manager GET /api/cluster/policies",
                    json("[{\"prefix\":\"default\"}]"),
                    "manager PUT /api/cluster/policies/a%2Fb:",
                    problem(400, "invalid_policy"),
                    "node-2 GET /api/cache/k",
                    new Answer(
                            200,
                            Map.of(
                                    "Content-Type", "text/html",
                                    "ETag", "\"v1\"",
                                    "X-Meguri-Version", "v1",
                                    "X-Meguri-Source", "replica",
                                    "X-Meguri-TTL-Millis", "900",
                                    "Set-Cookie", "not=ours"),
                            "<script>alert(1)</script>"),
                    "node-2 PUT /api/cache/a%2F..%2Fb",
                    new Answer(201, Map.of("X-Meguri-Acks", "2/3"), ""),
                    "node-2 GET /api/keys",
                    json(
                            "{\"keys\":[{\"key\":\"b\",\"slot\":1,\"bytes\":1,\"version\":\"1\"},{\"key\":\"c\",\"slot\":1,\"bytes\":1,\"version\":\"1\"}],\"truncated\":false}"),
                    "node-3 GET /api/keys",
                    json(
                            "{\"keys\":[{\"key\":\"a\",\"slot\":1,\"bytes\":1,\"version\":\"1\"},{\"key\":\"b\",\"slot\":1,\"bytes\":2,\"version\":\"2\"}],\"truncated\":false}")));
}
