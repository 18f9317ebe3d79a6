package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.meguri.api.cache.CacheHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's five-minute tour, step by step: three nodes, some keys, one node dies and comes back. */
class TourIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void nineSteps_nodeDiesAndReturns_everyKeyStaysReadable() {
        try (Cluster cluster = new Cluster("tour", 2_000)) {
            // 1. three nodes
            long upMillis = cluster.up(3).millis();
            assertEquals(3, cluster.status().path("nodes").size());
            assertTrue(cluster.status().path("ready").asBoolean(), "ready");

            // 2. store key1, key2, key3, and more until node-1 leads one
            List<String> keys = new ArrayList<>();
            while (keys.size() < 3 || keysLedBy(cluster, "node-1", keys).isEmpty()) {
                String key = "key" + (keys.size() + 1);
                Http.put(cluster.node(1 + keys.size() % 3) + "/api/cache/" + key, "value of " + key)
                        .require(201, 204);
                keys.add(key);
            }

            // 3. primaries and replicas per node
            int primaries = 0;
            int replicas = 0;
            for (JsonNode node : cluster.view().path("nodes")) {
                primaries += node.path("primaries").asInt();
                replicas += node.path("replicas").asInt();
            }
            assertEquals(16_384, primaries);
            assertEquals(2 * 16_384, replicas);
            List<String> led = keysLedBy(cluster, "node-1", keys);
            for (String key : led) {
                assertEquals("primary", read(cluster.node(1), key).header(CacheHeaders.SOURCE));
            }

            // 4. node-1 dies
            cluster.kill("node-1");

            // 5. its state, and the event
            long downMillis = Await.until(
                    "node-1 is DOWN", SOON, () -> cluster.stateOf("node-1").equals("DOWN"));
            assertTrue(cluster.hasEvent("node_down", "node-1"), "node_down in the log");

            // 6. every key is readable; those that node-1 led come from a replica
            for (String key : keys) {
                Http.Answer answer = read(cluster.node(2), key);
                assertEquals("value of " + key, answer.body());
                if (led.contains(key)) {
                    assertEquals("replica", answer.header(CacheHeaders.SOURCE), key);
                }
            }

            // 7. node-1 starts again
            cluster.start("node-1");

            // 8. node_recovered
            long backMillis = Await.until(
                    "node-1 recovered",
                    SOON,
                    () -> cluster.hasEvent("node_recovered", "node-1")
                            && cluster.stateOf("node-1").equals("ACTIVE"));

            // 9. its data is back, and it leads again
            List<String> held = new ArrayList<>();
            Http.get(cluster.node(1) + "/api/keys?limit=1000&prefix=key")
                    .require(200)
                    .json()
                    .path("keys")
                    .forEach(item -> held.add(item.path("key").asText()));
            assertTrue(held.containsAll(keys), "node-1 holds " + held);
            Await.until("node-1 leads again", SOON, () -> led.stream()
                    .allMatch(key -> "primary".equals(read(cluster.node(1), key).header(CacheHeaders.SOURCE))));
            Figures.report(
                    "tour: up in %.1f s, node_down seen after %.1f s, recovered %.1f s after its start",
                    upMillis / 1e3, downMillis / 1e3, backMillis / 1e3);
        }
    }

    private static Http.Answer read(String node, String key) {
        return Http.get(node + "/api/cache/" + key).require(200);
    }

    private static List<String> keysLedBy(Cluster cluster, String nodeId, List<String> keys) {
        return keys.stream()
                .filter(key -> Http.get(cluster.node(2) + "/api/locate?key=" + key)
                        .require(200)
                        .json()
                        .path("replicas")
                        .path(0)
                        .asText()
                        .equals(nodeId))
                .toList();
    }
}
