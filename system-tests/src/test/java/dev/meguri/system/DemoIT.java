package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoIT {
    @Test
    void nodeDiesUnderLoad_demoServesEveryCall() {
        Cluster cluster = Cluster.shared();
        Http.send("POST", cluster.demo() + "/api/demo/settings", "{\"delayMillis\":100}")
                .require(200);
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
        var stats = Http.get(cluster.demo() + "/api/demo/stats").require(200).json();
        Figures.report(
                "demo: hit %.1f ms, upstream %.1f ms, hit ratio %.2f through a node's death",
                stats.path("hitMillis").asDouble(),
                stats.path("missMillis").asDouble(),
                stats.path("hitRatio").asDouble());
        assertEquals(0, stats.path("failed").asInt());
        assertTrue(stats.path("hitRatio").asDouble() > 0.7, stats::toString);
        cluster.start("node-2");
    }

    private static Http.Answer product(Cluster cluster, int id) {
        return Http.get(cluster.demo() + "/api/demo/products/" + id + "?cache=true")
                .require(200);
    }
}
