package dev.meguri.ui.cluster;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class ClusterResourceTest {
    @BeforeEach
    void reset() {
        StubCluster.reset();
    }

    @Test
    void policies_comeThrough() {
        given().get("/api/ui/policies").then().statusCode(200).body("[0].prefix", equalTo("default"));
    }

    @Test
    void managerRefuses_itsProblemComesThrough() {
        given().urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{\"writeQuorum\":9}")
                .put("/api/ui/policies/a%2Fb:")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_policy"));
        assertEquals("{\"writeQuorum\":9}", StubCluster.ASKED.getLast().body());
    }

    @Test
    void drain_passesNameAndForce() {
        given().delete("/api/ui/nodes/node-2?force=true");
        assertTrue(StubCluster.ASKED.stream()
                .anyMatch(asked -> asked.line().equals("DELETE /api/cluster/nodes/node-2?force=true")));
    }

    @Test
    void changeAskedForByAPageFromElsewhere_isRefused() {
        given().header("Sec-Fetch-Site", "cross-site")
                .put("/api/ui/rebalance")
                .then()
                .statusCode(400)
                .body("field", equalTo("Sec-Fetch-Site"));
        assertTrue(StubCluster.ASKED.stream().noneMatch(asked -> asked.line().contains("rebalance")));
    }
}
