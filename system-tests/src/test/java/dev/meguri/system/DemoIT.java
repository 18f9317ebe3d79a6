package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The demo's three uses of the cache, against a real cluster. */
class DemoIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void nodeDiesUnderLoad_demoServesEveryCall() {
        Cluster cluster = connected();
        Http.send("POST", cluster.demo() + "/api/demo/settings", "{\"delayMillis\":100}")
                .require(200);
        Http.delete(cluster.demo() + "/api/demo/stats").require(200);
        for (int id = 1; id <= 30; id++) {
            product(cluster, id);
        }
        assertEquals("cache", product(cluster, 1).header("X-Demo-Source"));
        cluster.kill("node-2");
        for (int round = 0; round < 5; round++) {
            for (int id = 1; id <= 30; id++) {
                product(cluster, id);
            }
        }
        Await.until("hits without node-2", Duration.ofSeconds(20), () -> "cache"
                .equals(product(cluster, 3).header("X-Demo-Source")));
        JsonNode stats =
                Http.get(cluster.demo() + "/api/demo/stats").require(200).json();
        Figures.report(
                "demo: hit %.1f ms, upstream %.1f ms, hit ratio %.2f through a node's death",
                stats.path("hitMillis").asDouble(),
                stats.path("missMillis").asDouble(),
                stats.path("hitRatio").asDouble());
        assertEquals(0, stats.path("failed").asInt());
        assertTrue(stats.path("hitRatio").asDouble() > 0.7, stats::toString);
        cluster.start("node-2");
    }

    @Test
    void stampede_costsOneUpstreamCall() {
        Cluster cluster = connected();
        for (String useCase : List.of("products", "accounts", "tiles")) {
            JsonNode report = Http.send(
                            "POST",
                            cluster.demo() + "/api/demo/stampedes",
                            "{\"useCase\":\"" + useCase + "\",\"requests\":500}")
                    .require(200)
                    .json();
            Figures.report(
                    "demo: 500 requests at once for one of the %s: %d upstream calls, 95 %% answered within %.0f ms",
                    useCase,
                    report.path("upstreamCalls").asInt(),
                    report.path("p95Millis").asDouble());
            assertEquals(500, report.path("answered").asInt(), report::toString);
            assertEquals(1, report.path("upstreamCalls").asInt(), report::toString);
            assertEquals(0, report.path("cacheTroubles").asInt(), report::toString);
        }
    }

    @Test
    void session_outlivesTheDeathOfANode_andOfTheApplication() throws Exception {
        Cluster cluster = connected();
        AtomicReference<String> login = new AtomicReference<>();
        Await.until("a login", SOON, () -> {
            login.set(login(cluster));
            return login.get() != null;
        });
        String cookie = login.get();
        JsonNode policy = Http.get(cluster.manager() + "/api/cluster/policies/session:")
                .require(200)
                .json();
        assertEquals(2, policy.path("writeQuorum").asInt());
        assertEquals(2, policy.path("readQuorum").asInt());

        cluster.kill("node-1");
        addAtOnce(cluster, cookie, 20);
        assertEquals(20, inCart(session(cluster, cookie).require(200).json()));

        cluster.kill("demo-app");
        cluster.start("demo-app");
        Await.until(
                "the session is read again",
                SOON,
                () -> session(cluster, cookie).status() == 200);
        JsonNode after = session(cluster, cookie).json();
        assertEquals("Aya", after.path("name").asText(), after::toString);
        assertTrue(after.path("outlivedTheApplication").asBoolean(), after::toString);
        assertEquals(20, inCart(after));
        cluster.start("node-1");
    }

    @Test
    void tile_isComputedOnce_andIsTheSamePicture() {
        Cluster cluster = connected();
        String path = cluster.demo() + "/api/demo/tiles/5/18/15?depth=1500";
        Http.Answer computed = Http.get(path).require(200);
        assertEquals("miss", computed.header("X-Demo-Kind"));
        Http.Answer cached = Http.get(path).require(200);
        assertEquals("hit", cached.header("X-Demo-Kind"));
        assertArrayEquals(computed.response().body(), cached.response().body());
        Figures.report(
                "demo: a tile computed in %s ms, from the cache in %s ms",
                computed.header("X-Demo-Latency-Millis"), cached.header("X-Demo-Latency-Millis"));
    }

    private static Cluster connected() {
        Cluster cluster = Cluster.shared();
        cluster.awaitDemo();
        return cluster;
    }

    private static Http.Answer product(Cluster cluster, int id) {
        return Http.get(cluster.demo() + "/api/demo/products/" + id + "?cache=true")
                .require(200);
    }

    /** The cookie; null: the session's policy is not made yet. */
    private static String login(Cluster cluster) {
        Http.Answer answer = Http.send("POST", cluster.demo() + "/api/demo/sessions", "{\"name\":\"Aya\"}");
        return answer.status() == 201 ? answer.header("Set-Cookie").split(";")[0] : null;
    }

    private static Http.Answer session(Cluster cluster, String cookie) {
        return Http.send("GET", cluster.demo() + "/api/demo/sessions/current", null, Map.of("Cookie", cookie));
    }

    private static void addAtOnce(Cluster cluster, String cookie, int times) throws Exception {
        List<Callable<Http.Answer>> tabs = IntStream.range(0, times)
                .mapToObj(i -> (Callable<Http.Answer>) () -> Http.send(
                        "POST",
                        cluster.demo() + "/api/demo/sessions/current/cart",
                        "{\"productId\":7,\"change\":1}",
                        Map.of("Cookie", cookie)))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(tabs)) {
                answer.get().require(200);
            }
        }
    }

    private static int inCart(JsonNode session) {
        return session.path("cart").path(0).path("quantity").asInt();
    }
}
