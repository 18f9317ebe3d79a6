package dev.meguri.node.fault;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
@TestProfile(FaultResourceTest.Enabled.class)
class FaultResourceTest {
    public static class Enabled implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("meguri.faults.enabled", "true");
        }
    }

    @AfterEach
    void heal() {
        given().delete("/api/faults").then().statusCode(200).body("faults", empty());
    }

    @Test
    void fault_isSetListedAndCleared() {
        set("{\"kind\":\"delay\",\"peer\":\"node-2\",\"direction\":\"out\",\"delayMillis\":200,\"durationMillis\":60000}")
                .then()
                .statusCode(200)
                .body("id", equalTo("delay:node-2:out"))
                .body("description", equalTo("everything to node-2 is 200 ms late"))
                .body("remainingMillis", greaterThan(0))
                .body("rate", nullValue());
        given().get("/api/faults")
                .then()
                .statusCode(200)
                .body("nodeId", equalTo("node-1"))
                .body("faults.id", hasItem("delay:node-2:out"))
                .body("faults[0].kind", equalTo("delay"))
                .body("faults[0].direction", equalTo("out"));
        given().get("/q/metrics").then().body(containsString("meguri_faults_active 1.0"));
        given().delete("/api/faults?id=delay:node-2:out").then().statusCode(200).body("faults", empty());
    }

    @Test
    void wrongFaults_areProblemsWithTheField() {
        set("{\"kind\":\"cut\",\"durationMillis\":1000}")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_fault"))
                .body("field", equalTo("peer"));
        set("{\"kind\":\"melt\"}")
                .then()
                .statusCode(400)
                .body("field", equalTo("kind"))
                .body("detail", containsString("clock_offset"));
        set("{").then().statusCode(400).body("code", equalTo("invalid_request"));
        set("").then().statusCode(400);
    }

    @Test
    void pausedNode_answersWhenThePauseIsOver() {
        long beginNanos = System.nanoTime();
        set("{\"kind\":\"pause\",\"durationMillis\":1000}").then().statusCode(200);
        given().body("1").put("/api/cache/paused").then().statusCode(201);
        long tookMillis = (System.nanoTime() - beginNanos) / 1_000_000;
        assertTrue(tookMillis >= 1_000, "answered after " + tookMillis + " ms");
    }

    @Test
    void slowNode_answersLater() {
        set("{\"kind\":\"slow\",\"delayMillis\":150,\"durationMillis\":60000}")
                .then()
                .statusCode(200);
        given().get("/api/cache/slow").then().time(greaterThan(149L));
    }

    private static io.restassured.response.Response set(String fault) {
        return given().contentType("application/json").body(fault).put("/api/faults");
    }
}
