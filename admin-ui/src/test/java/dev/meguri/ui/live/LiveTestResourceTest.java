package dev.meguri.ui.live;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class LiveTestResourceTest {
    private static final String TEST = "{\"policy\":\"default\",\"clients\":2,\"keys\":1,\"seconds\":120}";

    @BeforeEach
    void policies() {
        StubCluster.reset();
        StubCluster.ANSWERS.put(
                "manager GET /api/cluster/policies",
                new StubCluster.Answer(
                        200,
                        Map.of("Content-Type", "application/json"),
                        "[{\"prefix\":\"default\",\"consistency\":\"eventual\",\"maxTtl\":\"none\",\"conflict\":\"lww\"}]"));
    }

    @Test
    void oneTestAtATime_itIsListed_canBeStopped_andItsHistoryIsAFile() {
        long id = start(TEST)
                .statusCode(200)
                .body("state", equalTo("running"))
                .body("consistency", equalTo("eventual"))
                .extract()
                .jsonPath()
                .getLong("id");
        try {
            start(TEST).statusCode(409).body("code", equalTo("lab_test_running"));
            given().get("/api/lab/live/tests").then().statusCode(200).body("[0].id", equalTo(id));
            given().get("/api/lab/live/tests/" + id + "/history?file=true")
                    .then()
                    .statusCode(200)
                    .header("Content-Disposition", containsString("meguri-lab-" + id + ".json"))
                    .body("test.keyPrefix", equalTo("lab-" + id + ":"))
                    .body("operations", notNullValue());
        } finally {
            given().delete("/api/lab/live/tests/" + id).then().statusCode(200);
        }
        given().delete("/api/lab/live/tests/1").then().statusCode(404);
        given().get("/api/lab/live/tests/1/history").then().statusCode(404);
    }

    @Test
    void partitionOfNodesThatTakeNoFaults_isRefusedBeforeItBegins() {
        start("{\"policy\":\"default\",\"clients\":2,\"keys\":1,\"seconds\":5,\"fault\":\"minority\"}")
                .statusCode(403)
                .body("code", equalTo("faults_disabled"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|policy",
                "{\"policy\":\"default\",\"clients\":51,\"keys\":1,\"seconds\":5}|clients",
                "{\"policy\":\"default\",\"clients\":1,\"keys\":1,\"seconds\":5,\"fault\":\"groups\",\"groups\":[[\"node-9\"],[\"node-2\"]]}|groups"
            })
    void wrongTest_isAProblem_thatNamesTheField(String body, String field) {
        start(body).statusCode(400).contentType("application/problem+json").body("field", equalTo(field));
    }

    private static ValidatableResponse start(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/lab/live/tests")
                .then();
    }
}
