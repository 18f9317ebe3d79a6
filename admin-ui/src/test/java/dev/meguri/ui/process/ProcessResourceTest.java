package dev.meguri.ui.process;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class ProcessResourceTest {
    @BeforeEach
    void reset() {
        StubCluster.reset();
    }

    @Test
    void kill_runsTheLauncher_andAnswersItsWords() {
        given().post("/api/ui/nodes/node-1/kill")
                .then()
                .statusCode(200)
                .body("command", equalTo("kill node-1"))
                .body("exitStatus", equalTo(0))
                .body("output", equalTo("ran kill node-1 as built"));
    }

    @Test
    void add_mayBeStandby() {
        given().post("/api/ui/processes").then().body("output", equalTo("ran add as built"));
        given().post("/api/ui/processes?standby=true").then().body("output", equalTo("ran add --standby as built"));
    }

    @Test
    void launcherFails_itsWordsAreTheProblem() {
        given().post("/api/ui/nodes/node-1/start")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("detail", containsString("no such luck"));
    }

    @Test
    void nameThatIsNoMember_neverReachesTheLauncher() {
        given().post("/api/ui/nodes/manager/kill").then().statusCode(404).body("code", equalTo("node_not_found"));
        given().post("/api/ui/nodes/--help/kill").then().statusCode(404);
    }
}
