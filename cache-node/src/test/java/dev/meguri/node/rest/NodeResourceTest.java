package dev.meguri.node.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class NodeResourceTest {
    @BeforeEach
    void waitForTheCluster() {
        OneNodeManager.awaitSynced();
    }

    @Test
    void stats_countWhatHappened() {
        given().body("1").put("/api/cache/stats:1").then().statusCode(201);
        given().get("/api/cache/stats:1").then().statusCode(200);
        given().get("/api/stats")
                .then()
                .statusCode(200)
                .body("nodeId", equalTo("node-1"))
                .body("state", equalTo("ACTIVE"))
                .body("ringVersion", equalTo(1))
                .body("slotsLed", equalTo(16384))
                .body("slotsHeld", equalTo(16384))
                .body("unsyncedSlots", equalTo(0))
                .body("entries", greaterThanOrEqualTo(1))
                .body("reads", greaterThanOrEqualTo(1))
                .body("writes", greaterThanOrEqualTo(1))
                .body("hints.waiting", equalTo(0))
                .body("hedges.hedged", equalTo(0))
                .body("hints.dropped.overflow", equalTo(0))
                .body("memoryLimitBytes", equalTo(64 * 1024 * 1024))
                .body("policies.prefix", hasItem("small:"))
                .body("policies.evictions", hasItem(0))
                .body("latencies.kind", hasItems("rest.get", "rest.put", "resp.read", "resp.write"))
                .body("latencies.find { it.kind == 'rest.put' }.counts.sum()", greaterThanOrEqualTo(1))
                .body("peers.bytesOut", greaterThanOrEqualTo(0))
                .body("links.find { it.peer == 'manager' && it.kind == 'heartbeat' }.messages", greaterThanOrEqualTo(1))
                .body("replicationLagMillis", equalTo(0))
                .body("busyPercent", lessThanOrEqualTo(100))
                .body("atMillis", greaterThan(1_700_000_000_000L));
    }

    @Test
    void slotStats_countKeysBytesReadsAndWrites_whereTheyHappened() {
        JsonPath before = given().get("/api/stats/slots").jsonPath();
        int slot = Integer.parseInt(given().body("12345")
                .put("/api/cache/hot")
                .then()
                .statusCode(201)
                .extract()
                .header("X-Meguri-Slot"));
        for (int i = 0; i < 400; i++) {
            given().get("/api/cache/hot").then().statusCode(200);
        }
        JsonPath after = given().get("/api/stats/slots")
                .then()
                .statusCode(200)
                .body("nodeId", equalTo("node-1"))
                .body("slotCount", equalTo(16384))
                .body("keys", hasSize(16384))
                .body("hotKeys[0].key", equalTo("hot"))
                .body("hotKeys[0].slot", equalTo(slot))
                .body("hotKeys[0].met", greaterThanOrEqualTo(5))
                .extract()
                .jsonPath();
        assertEquals(1, grown("keys", slot, before, after));
        assertEquals(1, grown("writes", slot, before, after));
        assertEquals(400, grown("reads", slot, before, after));
        assertTrue(grown("bytes", slot, before, after) >= "hot".length() + "12345".length());
    }

    private static int grown(String counter, int slot, JsonPath before, JsonPath after) {
        String path = counter + "[" + slot + "]";
        return after.getInt(path) - before.getInt(path);
    }

    @Test
    void nodes_areThoseOfTheAdoptedState() {
        given().get("/api/nodes")
                .then()
                .statusCode(200)
                .body("self", equalTo("node-1"))
                .body("clusterId", equalTo("test-cluster"))
                .body("nodes.nodeId", contains("node-1"))
                // worse on a machine that is busy
                .body("localHealth", greaterThanOrEqualTo(1))
                .body("nodes[0].reachable", equalTo(true))
                .body("nodes[0].gossip", nullValue());
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("meguri_gossip_local_health "))
                .body(containsString("meguri_gossip_probes_total"))
                .body(containsString("meguri_gossip_suspicions_raised_total"));
    }

    @Test
    void locate_namesSlotPolicyAndReplicas() {
        given().queryParam("key", "small:{user42}")
                .get("/api/locate")
                .then()
                .statusCode(200)
                .body("slot", equalTo(14710))
                .body("policy", equalTo("small:"))
                .body("replicas", contains("node-1"))
                .body("servingPrimary", equalTo("node-1"));
        given().get("/api/locate").then().statusCode(400).body("field", equalTo("key"));
    }

    @Test
    void keys_areFilteredAndLimited() {
        for (int i = 0; i < 5; i++) {
            given().body("1").put("/api/cache/list:" + i + "?ttl=1h").then().statusCode(201);
        }
        given().get("/api/keys?prefix=list:")
                .then()
                .statusCode(200)
                .body("keys", hasSize(5))
                .body("truncated", equalTo(false))
                .body("keys[0].bytes", equalTo(1));
        given().get("/api/keys?prefix=list:&limit=3")
                .then()
                .body("keys", hasSize(3))
                .body("truncated", equalTo(true));
    }

    @Test
    void malformedLimits_nameTheField() {
        for (String limit : new String[] {"abc", "0", "-1", "1001", "99999999999"}) {
            given().get("/api/keys?limit=" + limit)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_number"))
                    .body("field", equalTo("limit"));
        }
    }

    @Test
    void metrics_haveTheNodesNames() {
        given().get("/api/cache/no-such-key").then().statusCode(404);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("meguri_operations_total{kind=\"get\",outcome=\"miss\"}"))
                .body(containsString("meguri_operation_seconds_bucket"))
                .body(containsString("meguri_entries "))
                .body(containsString("meguri_removals_total{reason=\"evicted\"}"))
                .body(containsString("meguri_peer_bytes_total{direction=\"in\"}"))
                .body(containsString("meguri_snapshot_age_seconds"))
                .body(containsString("meguri_ring_version 1.0"));
    }

    @Test
    void description_namesTheCacheApi() {
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/cache/{key}"));
    }
}
