package dev.meguri.ui.cluster;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class OverviewTest {
    @TestHTTPResource("/api/ui/stream")
    URI stream;

    @BeforeEach
    void reset() {
        StubCluster.reset();
    }

    @Test
    void managerAnswers_overviewHasClusterAndPackedRing() {
        given().when()
                .get("/api/ui/overview")
                .then()
                .statusCode(200)
                .body("managerReachable", equalTo(true))
                .body("problem", nullValue())
                .body("launcher.supervised", equalTo(true))
                .body("cluster.nodes.nodeId", contains("node-1", "node-2", "node-3", "node-4"))
                .body("ring.nodes", contains("node-1", "node-2", "node-3"))
                .body("ring.lists", contains(contains(0, 1), contains(1, 0), contains(2, 0)))
                .body("ring.runs", contains(8, 0, -1, 4, 1, 2, 4, 0, -1))
                .body("ring.virtualNodes[0][0]", equalTo(0.12346f));
    }

    @Test
    void managerGoesAway_lastPictureStaysWithItsAge() throws IOException {
        given().get("/api/ui/overview").then().body("managerReachable", equalTo(true));
        StubCluster.managerAway = true;
        Map<String, Object> overview = awaitReachable(false);
        assertEquals(5, ((Map<?, ?>) overview.get("cluster")).get("ringVersion"));
        assertTrue(((Number) overview.get("ageMillis")).longValue() > 0);
        given().get("/api/ui/overview")
                .then()
                .body("problem", notNullValue())
                .body("ageMillis", greaterThanOrEqualTo(0));
        given().when()
                .put("/api/ui/rebalance")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("manager_unreachable"))
                .body("detail", containsString("Reads and writes of keys go on"));
        given().get("/q/health/ready").then().statusCode(200).body("checks[0].data.reachable", equalTo(false));
        StubCluster.managerAway = false;
        awaitReachable(true);
    }

    @Test
    void browserListens_getsPictureThenRingThenEvents() throws IOException {
        URLConnection connection = stream.toURL().openConnection();
        connection.setReadTimeout(10_000);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            assertTrue(connection.getContentType().startsWith("text/event-stream"));
            Map<String, String> first = nextOf(lines, "overview");
            assertTrue(first.get("data").contains("\"ringVersion\":5"));
            assertTrue(first.get("data").contains("\"ring\":null"));
            assertTrue(nextOf(lines, "ring").get("data").contains("\"runs\":[8,0,-1,4,1,2,4,0,-1]"));
            StubCluster.EVENTS.add("{\"id\":7,\"type\":\"node_down\"}");
            assertEquals(
                    "{\"id\":7,\"type\":\"node_down\"}", nextOf(lines, "event").get("data"));
            nextOf(lines, "overview");
        }
    }

    private static Map<String, String> nextOf(BufferedReader lines, String name) throws IOException {
        Map<String, String> message = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                message.put(line.substring(0, colon), line.substring(colon + 1).strip());
            } else if (name.equals(message.get("event"))) {
                return message;
            } else {
                message.clear();
            }
        }
        throw new IOException("the stream ended before " + name);
    }

    /** The stream tells every new picture; the manager is asked for one every half second. */
    private Map<String, Object> awaitReachable(boolean wanted) throws IOException {
        URLConnection connection = stream.toURL().openConnection();
        connection.setReadTimeout(10_000);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            Map<String, Object> overview;
            do {
                overview = JsonPath.from(nextOf(lines, "overview").get("data")).getMap("");
            } while (!overview.get("managerReachable").equals(wanted));
            return overview;
        }
    }
}
