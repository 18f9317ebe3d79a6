package dev.meguri.ui.live;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class LiveFaultResourceTest {
    private static final String LIST = """
            {"nodeId":"%s","faults":[{"id":"clock_offset","kind":"clock_offset","description":"d","remainingMillis":900,"offsetMillis":5}]}
            """;
    private static final String VIEW = """
            {"id":"cut:x:both","kind":"cut","peer":"x","direction":"both","description":"d","remainingMillis":900}
            """;

    @BeforeEach
    void nodes() {
        StubCluster.reset();
        answers("node-2", "GET", new StubCluster.Answer(200, json(), LIST.formatted("node-2")));
        answers("node-3", "GET", StubCluster.problem(403, "faults_disabled"));
        for (String node : List.of("node-2", "node-3")) {
            answers(node, "PUT", new StubCluster.Answer(200, json(), VIEW));
            answers(node, "DELETE", new StubCluster.Answer(200, json(), LIST.formatted(node)));
        }
    }

    @Test
    void faults_sayWhatIsWrong_whoTakesNone_andWhoDoesNotAnswer() {
        given().get("/api/lab/live/faults")
                .then()
                .statusCode(200)
                .body("nodes.nodeId", equalTo(List.of("node-1", "node-2", "node-3", "node-4")))
                .body("nodes[0].enabled", equalTo(null))
                .body("nodes[0].problem", notNullValue())
                .body("nodes[1].enabled", equalTo(true))
                .body("nodes[1].faults[0].kind", equalTo("clock_offset"))
                .body("nodes[1].faults[0].remainingMillis", equalTo(900))
                .body("nodes[2].enabled", equalTo(false))
                .body("nodes[2].faults", hasSize(0));
    }

    @Test
    void fault_isSetAtItsNode_andItsRefusalComesThrough() {
        put("/api/lab/live/faults/node-2", "{\"kind\":\"cut\",\"peer\":\"x\",\"durationMillis\":1000}")
                .statusCode(200)
                .body("id", equalTo("cut:x:both"));
        assertTrue(StubCluster.ASKED.getLast().body().contains("\"durationMillis\":1000"));
        answers("node-2", "PUT", StubCluster.problem(400, "invalid_fault"));
        put("/api/lab/live/faults/node-2", "{\"kind\":\"melt\"}")
                .statusCode(400)
                .body("code", equalTo("invalid_fault"));
        put("/api/lab/live/faults/node-1", "{\"kind\":\"pause\"}").statusCode(502);
        put("/api/lab/live/faults/node-9", "{\"kind\":\"pause\"}").statusCode(404);
    }

    @Test
    void partition_cutsEveryLinkBetweenTheGroups() {
        put("/api/lab/live/partition", "{\"groups\":[[\"node-2\",\"manager\"],[\"node-3\"]],\"durationMillis\":9000}")
                .statusCode(200);
        assertEquals(List.of("node-2", "manager"), peersCutAt("node-3"));
        assertEquals(List.of(), peersCutAt("node-2"));
    }

    @Test
    void partitionThatOneNodeRefuses_leavesNothingCut() {
        answers("node-3", "PUT", StubCluster.problem(403, "faults_disabled"));
        put("/api/lab/live/partition", "{\"groups\":[[\"node-4\"],[\"node-2\"],[\"node-3\"]],\"durationMillis\":9000}")
                .statusCode(403);
        assertTrue(StubCluster.ASKED.stream()
                .anyMatch(asked -> asked.who().equals("node-2")
                        && asked.line().equals("DELETE /api/faults?id=cut%3Anode-4%3Aboth")));
    }

    @Test
    void healAll_asksEveryNode_healOne_namesTheFault() {
        given().delete("/api/lab/live/faults").then().statusCode(200);
        assertTrue(asked("node-2", "DELETE /api/faults") && asked("node-3", "DELETE /api/faults"));
        given().delete("/api/lab/live/faults/node-2?id=clock_offset").then().statusCode(200);
        assertTrue(asked("node-2", "DELETE /api/faults?id=clock_offset"));
    }

    @Test
    void kill_isListed_untilItIsStarted() {
        given().contentType("application/json")
                .body("{\"nodeId\":\"node-1\",\"durationMillis\":600000}")
                .post("/api/lab/live/kills")
                .then()
                .statusCode(200)
                .body("killed[0].nodeId", equalTo("node-1"));
        given().delete("/api/lab/live/faults/node-1").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "partition~{\"groups\":[[\"node-1\"]],\"durationMillis\":9000}~groups",
                "partition~{\"groups\":[[\"node-1\"],[\"node-1\"]],\"durationMillis\":9000}~groups",
                "partition~{\"groups\":[[\"node-1\"],[\"node-2\"]]}~durationMillis",
                "partition~{\"groups\":[[\"node-1\"],[\"node-2\"]],\"durationMillis\":10}~durationMillis"
            })
    void wrongPartition_isAProblem_thatNamesTheField(String what, String body, String field) {
        put("/api/lab/live/" + what, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    private static List<String> peersCutAt(String node) {
        return StubCluster.ASKED.stream()
                .filter(asked -> asked.who().equals(node) && asked.line().equals("PUT /api/faults"))
                .map(asked -> asked.body().replaceAll(".*\"peer\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static boolean asked(String who, String line) {
        return StubCluster.ASKED.stream()
                .anyMatch(asked -> asked.who().equals(who) && asked.line().equals(line));
    }

    private static void answers(String node, String method, StubCluster.Answer answer) {
        StubCluster.ANSWERS.put(node + " " + method + " /api/faults", answer);
    }

    private static Map<String, String> json() {
        return Map.of("Content-Type", "application/json");
    }

    private static io.restassured.response.ValidatableResponse put(String path, String body) {
        return given().contentType("application/json").body(body).put(path).then();
    }
}
