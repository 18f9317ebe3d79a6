package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManagerLossIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void managerKilled_cacheServes_managerRestarted_goesOnWhereItWas() {
        Cluster cluster = Cluster.shared();
        int downBefore = cluster.events("node_down").size();
        Http.put(cluster.manager() + "/api/cluster/policies/session:", "{\"preset\":\"quorum\"}")
                .require(200, 201);
        JsonNode before = cluster.view();
        long eventsBefore = lastEvent(cluster);

        cluster.kill("manager");
        try (Traffic traffic = new Traffic(cluster.node(1), cluster.node(3))) {
            for (int number = 1; number <= 200; number++) {
                Http.put(cluster.node(1 + number % 3) + "/api/cache/orphan:" + number, "v" + number)
                        .require(201, 204);
            }
            assertEquals("ACTIVE", cluster.stateOf("node-2"), "state without a manager, from the node itself");
            cluster.start("manager");
            Await.until("the cluster is ready again", SOON, () -> cluster.view()
                    .path("ready")
                    .asBoolean());
            long requests = traffic.stop();
            Figures.report("manager killed and restarted: %,d requests meanwhile, none failed", requests);
        }

        JsonNode after = cluster.view();
        assertEquals(before.path("clusterId"), after.path("clusterId"));
        assertTrue(
                after.path("ringVersion").asLong() >= before.path("ringVersion").asLong(), "ring version");
        assertTrue(after.path("term").asLong() >= before.path("term").asLong(), "term");
        assertTrue(lastEvent(cluster) > eventsBefore, "the log goes on");
        assertEquals(
                2,
                Http.get(cluster.manager() + "/api/cluster/policies/session:")
                        .require(200)
                        .json()
                        .path("readQuorum")
                        .asInt());
        for (int number = 1; number <= 200; number++) {
            assertEquals(
                    "v" + number,
                    Http.get(cluster.node(1) + "/api/cache/orphan:" + number)
                            .require(200)
                            .body());
        }
        assertEquals(downBefore, cluster.events("node_down").size(), "no node was taken for dead");
    }

    private static long lastEvent(Cluster cluster) {
        return Http.get(cluster.manager() + "/api/cluster/events?limit=1")
                .require(200)
                .json()
                .path(0)
                .path("id")
                .asLong();
    }
}
