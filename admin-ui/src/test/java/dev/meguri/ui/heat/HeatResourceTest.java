package dev.meguri.ui.heat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class HeatResourceTest {
    @Inject
    HeatSampler sampler;

    @BeforeEach
    void reset() {
        StubCluster.reset();
    }

    private static void answers(String node, long uptimeMillis, int reads) {
        String body = """
                {"nodeId":"%s","atMillis":1,"uptimeMillis":%d,"slotCount":4,"keys":[1,0,3,0],"bytes":[10,0,900,0],
                 "reads":[%d,0,0,0],"writes":[0,0,0,0],"hotKeys":[{"key":"<b>","slot":0,"met":9,"metInSlot":9}],"later":1}
                """.formatted(node, uptimeMillis, reads);
        StubCluster.ANSWERS.put(
                node + " GET /api/stats/slots",
                new StubCluster.Answer(200, Map.of("Content-Type", "application/json"), body));
    }

    @Test
    void twoLooks_giveRates_andNodesThatDidNotAnswerAreNamed() {
        answers("node-2", 1_000, 0);
        answers("node-3", 1_000, 0);
        sampler.look();
        answers("node-2", 11_000, 50);
        answers("node-3", 11_000, 7);
        sampler.look();
        given().get("/api/ui/heat?metric=reads")
                .then()
                .statusCode(200)
                .body("metric", equalTo("reads"))
                .body("intervalMillis", equalTo(10_000))
                .body("rounded", equalTo(false))
                .body("slots", contains(5.7f, 0f, 0f, 0f))
                .body("nodes", hasSize(2))
                .body("missing", contains("node-1", "node-4"))
                .body("hotKeys[0].key", equalTo("<b>"));
        given().get("/api/ui/heat?metric=bytes&at=1").then().statusCode(200).body("slots[2]", equalTo(900f));
        given().get("/api/ui/heat/past?metric=keys")
                .then()
                .statusCode(200)
                .body("keptMillis", equalTo(3_600_000))
                .body("ranges[0]", contains(4f));
    }

    @Test
    void wrongQuestions_nameTheField() {
        given().get("/api/ui/heat?metric=luck").then().statusCode(400).body("field", equalTo("metric"));
        given().get("/api/ui/heat?at=noon").then().statusCode(400).body("field", equalTo("at"));
        given().get("/api/ui/heat/past?metric=luck").then().statusCode(400).body("code", equalTo("invalid_request"));
    }

    @Test
    void nothingWasLookedAt_isAnAnswer() {
        given().get("/api/ui/heat?metric=keys").then().statusCode(200);
        assertNull(HeatView.of(null, HeatMetric.KEYS, 1).atMillis());
        given().get("/api/ui/overview").then().body("problem", nullValue());
    }
}
