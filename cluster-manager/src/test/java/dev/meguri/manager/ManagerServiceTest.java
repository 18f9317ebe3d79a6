package dev.meguri.manager;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of one cluster at the service's surfaces, in order. */
@QuarkusTest
@QuarkusTestResource(TemporaryData.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManagerServiceTest {
    private static final long MOMENT_NANOS = 50_000_000;

    private static final List<FakeNode> NODES = new ArrayList<>();

    private static int port() {
        return RestAssured.port;
    }

    private static FakeNode node(String nodeId, String processId, boolean standby) {
        FakeNode node = FakeNode.start(port(), nodeId, processId, standby);
        NODES.add(node);
        return node;
    }

    private static FakeNode node(int i) {
        return NODES.get(i);
    }

    /** Looks again whenever a node has sent or heard something, and a moment later: what comes of it takes the manager one. */
    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + 120_000_000_000L;
        for (long seen = FakeNode.happenings(); !condition.getAsBoolean(); seen = FakeNode.happenings()) {
            assertTrue(System.nanoTime() < until, "in vain: " + what);
            FakeNode.awaitHappening(seen, MOMENT_NANOS);
        }
    }

    private static JsonPath cluster() {
        return given().get("/api/cluster").jsonPath();
    }

    private static String state(String nodeId) {
        return cluster().getString("nodes.find { it.nodeId == '" + nodeId + "' }.state");
    }

    private static io.restassured.specification.RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    @AfterAll
    static void stop() {
        NODES.forEach(FakeNode::close);
    }

    @Test
    @Order(1)
    void notFormed_saysWhatIsMissing() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/api/cluster")
                .then()
                .statusCode(200)
                .body("formed", equalTo(false))
                .body("expectedNodes", equalTo(3))
                .body("clusterId", nullValue());
        given().get("/api/cluster/slots")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("no_ring"))
                .body("retryable", equalTo(true));
        json("{}").put("/api/cluster/policies/a:").then().statusCode(503);
        given().put("/api/cluster/rebalance").then().statusCode(503).body("code", equalTo("no_ring"));
    }

    @Test
    @Order(2)
    void expectedNodes_formTheCluster() {
        node("node-1", "p1", false);
        node("node-2", "p2", false);
        await("two are waiting", () -> cluster().getList("nodes").size() == 2);
        node("node-3", "p3", false);
        await("ready", () -> cluster().getBoolean("ready"));
        given().get("/api/cluster")
                .then()
                .body("formed", equalTo(true))
                .body("slotCount", equalTo(16_384))
                .body("slotsUnderReplicated", equalTo(0))
                .body("nodes.state", equalTo(List.of("ACTIVE", "ACTIVE", "ACTIVE")))
                .body("nodes[0].address", equalTo("http://127.0.0.1:8101"))
                .body("nodes.primaries.sum()", equalTo(16_384));
        given().get("/api/cluster/slots")
                .then()
                .body("[0].from", equalTo(0))
                .body("[-1].to", equalTo(16_383))
                .body("[0].phase", equalTo("STABLE"))
                .body("[0].current", hasSize(3));
        given().get("/api/cluster/ring").then().body("nodes[0].virtualNodes", hasSize(greaterThan(10)));
        given().get("/api/cluster/events")
                .then()
                .body("type", hasItem("cluster_formed"))
                .body("type", hasItem("node_added"));
        await("rates", () -> cluster().getFloat("nodes[0].operationsPerSecond") > 10);
        given().get("/api/cluster").then().body("nodes[0].hitRatio.toDouble()", closeTo(0.75, 0.01));
    }

    @Test
    @Order(3)
    void takenNodeId_isRefused() {
        FakeNode twin = node("node-1", "another", false);
        await("refused", () -> twin.refused != null);
        assertEquals("node_id_taken", twin.refused.code());
        given().get("/api/cluster/events?type=node_refused").then().body("[0].nodeId", equalTo("node-1"));
        assertEquals("ACTIVE", state("node-1"));
        twin.close();
        NODES.remove(twin);
    }

    @Test
    @Order(3)
    void garbageOnTheNodesSocket_closesIt() {
        FakeNode stranger = new FakeNode("stranger", "x", false, null).open(port());
        stranger.sendBytes(new byte[] {(byte) 0xff, 1, 2, 3});
        await("closed", () -> stranger.closed);
        stranger.close();
    }

    @Test
    @Order(4)
    void policies_areCreatedChangedAndDeleted() {
        json("{\"preset\":\"fast\",\"defaultTtl\":\"90s\",\"eviction\":\"lru\"}")
                .put("/api/cluster/policies/session:")
                .then()
                .statusCode(200)
                .body("prefix", equalTo("session:"))
                .body("preset", equalTo("fast"))
                .body("replicas", equalTo(3))
                .body("writeQuorum", equalTo(1))
                .body("defaultTtl", equalTo("90s"))
                .body("maxTtl", equalTo("none"))
                .body("eviction", equalTo("lru"));
        json("{\"maxTtl\":\"2h\"}")
                .put("/api/cluster/policies/session:")
                .then()
                .body("writeQuorum", equalTo(1))
                .body("maxTtl", equalTo("2h"));
        given().get("/api/cluster/policies").then().body("prefix", equalTo(List.of("session:", "default")));
        given().get("/api/cluster/policies/session:").then().body("defaultTtl", equalTo("90s"));
        await("nodes know it", () -> node(0).state.policies().named("session:").isPresent());
        given().delete("/api/cluster/policies/session:").then().statusCode(204);
        given().get("/api/cluster/policies/session:").then().statusCode(404).body("code", equalTo("policy_not_found"));
        given().delete("/api/cluster/policies/session:").then().statusCode(404);
        given().delete("/api/cluster/policies/default")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_policy"))
                .body("field", equalTo("prefix"));
    }

    private static void assertRefused(String prefix, String body, String code, String field) {
        json(body)
                .put("/api/cluster/policies/" + prefix)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("field", equalTo(field));
    }

    @Test
    @Order(5)
    void policiesThatCannotBe_areRefusedByField() {
        assertRefused("a:", "{\"writeQuorum\":4}", "invalid_policy", "writeQuorum");
        assertRefused("a:", "{\"replicas\":1}", "invalid_policy", "writeQuorum");
        assertRefused("a:", "{\"replicas\":0}", "invalid_policy", "replicas");
        assertRefused("a:", "{\"replicas\":-3}", "invalid_policy", "replicas");
        assertRefused("a:", "{\"replicas\":99999999999}", "invalid_number", "replicas");
        assertRefused("a:", "{\"maxBytes\":-1}", "invalid_policy", "maxBytes");
        assertRefused("a:", "{\"preset\":\"turbo\"}", "invalid_policy", "preset");
        assertRefused("a:", "{\"preset\":\"strong\",\"writeQuorum\":3}", "invalid_policy", "writeQuorum");
        assertRefused("a:", "{\"consistency\":\"strong\",\"replicas\":3}", "invalid_policy", "replicas");
        assertRefused("a:", "{\"consistency\":\"strong\",\"eviction\":\"lru\"}", "invalid_policy", "eviction");
        assertRefused("a:", "{\"consistency\":\"strict\"}", "invalid_policy", "consistency");
        assertRefused("a:", "{\"eviction\":\"random\"}", "invalid_policy", "eviction");
        assertRefused("a:", "{\"conflict\":\"Last one\"}", "invalid_policy", "conflict");
        assertRefused("a:", "{\"preset\":\"strong\",\"conflict\":\"union\"}", "invalid_policy", "conflict");
        assertRefused("a:", "{\"defaultTtl\":\"30 seconds\"}", "invalid_ttl", "defaultTtl");
        assertRefused("a:", "{\"maxTtl\":\"-5s\"}", "invalid_ttl", "maxTtl");
        assertRefused("a:", "{\"maxTtl\":\"99999999999d\"}", "invalid_ttl", "maxTtl");
        assertRefused("a:", "{\"ttl\":\"5s\"}", "invalid_request", "ttl");
        assertRefused("a:", "{\"replicas\":\"many\"}", "invalid_request", "replicas");
        assertRefused("nocolon", "{}", "invalid_policy", "prefix");
        assertRefused("a:", "{\"prefix\":\"b:\"}", "invalid_policy", "prefix");
        json("{").put("/api/cluster/policies/a:").then().statusCode(400).body("code", equalTo("invalid_request"));
    }

    @Test
    @Order(6)
    void otherRequestsThatGoWrong_nameTheField() {
        json("{}").post("/api/cluster/nodes").then().statusCode(400).body("field", equalTo("nodeId"));
        json("{\"nodeId\":\"nobody\"}")
                .post("/api/cluster/nodes")
                .then()
                .statusCode(404)
                .body("code", equalTo("node_not_found"));
        json("{\"nodeId\":\"node-1\"}")
                .post("/api/cluster/nodes")
                .then()
                .statusCode(409)
                .body("code", equalTo("node_state_conflict"));
        given().delete("/api/cluster/nodes/nobody").then().statusCode(404).body("code", equalTo("node_not_found"));
        given().delete("/api/cluster/nodes/node-1?force=true").then().statusCode(409);
        given().get("/api/cluster/rebalances?limit=x").then().statusCode(400).body("field", equalTo("limit"));
        given().get("/api/cluster/events?limit=0").then().statusCode(400).body("field", equalTo("limit"));
        given().get("/api/cluster/rebalances/77").then().statusCode(404).body("code", equalTo("rebalance_not_found"));
        given().post("/api/cluster/rebalances/77/pause")
                .then()
                .statusCode(404)
                .body("code", equalTo("rebalance_not_found"));
        given().get("/api/cluster/rebalance/preview?admit=node-77")
                .then()
                .statusCode(404)
                .body("code", equalTo("node_not_found"))
                .body("field", equalTo("admit"));
        given().get("/api/cluster/rebalance/preview?admit=node-1")
                .then()
                .statusCode(409)
                .body("code", equalTo("node_state_conflict"));
        given().get("/api/cluster/rebalance/preview?drain=node-1&drain=node-2&drain=node-3")
                .then()
                .statusCode(409)
                .body("field", equalTo("drain"));
        given().get("/api/cluster/slots/lost")
                .then()
                .statusCode(200)
                .body("count", equalTo(0))
                .body("ranges", hasSize(0));
        json("{\"slots\":\"all\",\"confirm\":0}")
                .post("/api/cluster/slots/lost/accept")
                .then()
                .statusCode(409)
                .body("code", equalTo("slots_not_lost"))
                .body("field", equalTo("slots"));
        for (String body : List.of(
                "{}",
                "{\"slots\":\"all\"}",
                "{\"slots\":\"5-1\",\"confirm\":1}",
                "{\"slots\":\"16384\",\"confirm\":1}")) {
            json(body)
                    .post("/api/cluster/slots/lost/accept")
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("slots"));
        }
        given().get("/api/cluster/nothing").then().statusCode(404).body("code", equalTo("not_found"));
        given().patch("/api/cluster").then().statusCode(405).body("code", equalTo("method_not_allowed"));
    }

    @Test
    @Order(7)
    void rebalanceWithNothingToMove_isDoneAtOnce() {
        int id = given().put("/api/cluster/rebalance")
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"))
                .body("reason", equalTo("requested"))
                .extract()
                .path("id");
        given().get("/api/cluster/rebalances").then().body("[0].id", equalTo(id));
        for (String command : List.of("pause", "resume", "cancel")) {
            given().post("/api/cluster/rebalances/" + id + "/" + command)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("rebalance_state_conflict"));
        }
    }

    @Test
    @Order(8)
    void standby_isAdmittedAndDrained() {
        FakeNode fourth = node("node-4", "p4", true);
        await("standby", () -> "STANDBY".equals(state("node-4")));
        await("beating", () -> fourth.state != null);
        given().get("/api/cluster/rebalance/preview?admit=node-4")
                .then()
                .statusCode(200)
                .body("copies", equalTo(12_288))
                .body("leastCopies", equalTo(12_288))
                .body("nodes.find { it.nodeId == 'node-4' }.copiesBefore", equalTo(0))
                .body("nodes.find { it.nodeId == 'node-4' }.primaries", equalTo(4_096))
                .body("moves.from.size()", greaterThan(10))
                // Three quarters of what each of the others says it holds.
                .body("estimatedBytes", equalTo(750))
                .body("estimatedMillis", greaterThan(0));
        await(
                "admitted",
                () -> json("{\"nodeId\":\"node-4\"}").post("/api/cluster/nodes").statusCode() == 200);
        await(
                "balanced",
                () -> cluster().getInt("nodes.find { it.nodeId == 'node-4' }.primaries") > 4_000
                        && cluster().get("rebalance") == null);
        given().get("/api/cluster/rebalances")
                .then()
                .body("[0].state", equalTo("DONE"))
                .body("[0].reason", equalTo("node_joined"))
                .body("[0].progress.toDouble()", equalTo(1.0));

        given().delete("/api/cluster/nodes/node-4").then().statusCode(200).body("state", equalTo("LEAVING"));
        await("being drained", () -> "node_leaving".equals(cluster().getString("rebalance.reason")));
        int job = cluster().getInt("rebalance.id");
        given().post("/api/cluster/rebalances/" + job + "/pause")
                .then()
                .statusCode(200)
                .body("state", equalTo("PAUSED"));
        given().post("/api/cluster/rebalances/" + job + "/resume")
                .then()
                .statusCode(200)
                .body("state", equalTo("RUNNING"));
        given().post("/api/cluster/rebalances/" + job + "/cancel").then().statusCode(200);
        given().get("/api/cluster/rebalances/" + job).then().body("state", equalTo("CANCELLED"));
        await("back", () -> cluster().get("rebalance") == null && "ACTIVE".equals(state("node-4")));
        assertEquals(4_096, cluster().getInt("nodes.find { it.nodeId == 'node-4' }.primaries"));

        given().delete("/api/cluster/nodes/node-4").then().statusCode(200).body("state", equalTo("LEAVING"));
        await("drained", () -> "STANDBY".equals(state("node-4")));
        given().get("/api/cluster")
                .then()
                .body("nodes.find { it.nodeId == 'node-4' }.replicas", equalTo(0))
                .body("slotsUnderReplicated", equalTo(0));
        given().delete("/api/cluster/nodes/node-4").then().statusCode(409);
        fourth.close();
        NODES.remove(fourth);
        await("removed", () -> given().delete("/api/cluster/nodes/node-4").statusCode() == 200);
        assertEquals(3, cluster().getList("nodes").size());
    }

    @Test
    @Order(9)
    void killedNode_isDown_andRecovers() {
        NODES.removeFirst().close();
        NODES.forEach(n -> n.unreachable.add("node-1"));
        await("down", () -> "DOWN".equals(state("node-1")));
        given().get("/api/cluster").then().body("slotsUnderReplicated", equalTo(16_384));
        NODES.forEach(n -> n.unreachable.clear());
        node("node-1", "p1-again", false);
        await("active", () -> "ACTIVE".equals(state("node-1")));
        assertEquals(2, cluster().getInt("nodes.find { it.nodeId == 'node-1' }.incarnation"));
        List<String> types = given().get("/api/cluster/events").jsonPath().getList("type");
        assertTrue(types.lastIndexOf("node_down") < types.lastIndexOf("node_returned"));
        assertTrue(types.lastIndexOf("node_returned") < types.lastIndexOf("node_recovered"));
    }

    @Test
    @Order(10)
    void eventStream_givesWhatWasMissed_thenWhatHappens() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/cluster/events"))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "1")
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(
                "text/event-stream",
                response.headers().firstValue("content-type").orElse(""));
        try (InputStream stream = response.body()) {
            StringBuilder text = new StringBuilder();
            readUntil(stream, text, "node_recovered");
            assertTrue(text.toString().contains("id:2"), text.toString());
            json("{}").put("/api/cluster/policies/live:").then().statusCode(200);
            readUntil(stream, text, "Policy live: was created");
        }
    }

    private static void readUntil(InputStream stream, StringBuilder text, String wanted) throws Exception {
        byte[] buffer = new byte[4_096];
        while (!text.toString().contains(wanted)) {
            int read = stream.read(buffer);
            assertTrue(read > 0, "the stream ended before " + wanted);
            text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
        }
    }

    @Test
    @Order(11)
    void metricsAndOpenApi_areServed() {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("meguri_manager_nodes{state=\"active\"} 3.0"))
                .body(containsString("meguri_manager_ring_version"))
                .body(containsString("meguri_manager_events_total{type=\"node_down\"} 1.0"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/cluster/rebalances/{id}"));
    }
}
