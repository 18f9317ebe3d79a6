package dev.meguri.ui.advisor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class AdviceResourceTest {
    @Inject
    AdviceWatch watch;

    @BeforeEach
    void reset() {
        StubCluster.reset();
    }

    @Test
    void whatTheManagerTells_isJudged_andStaysWhenItIsAway() {
        String cluster = """
                {"clusterId":"c","term":1,"ringVersion":5,"formed":true,"ready":true,"expectedNodes":3,"replicationFactor":1,
                 "slotCount":16,"slotsUnderReplicated":9,"nodes":[{"nodeId":"node-9","state":"DOWN","host":"h"}]}
                """;
        StubCluster.ANSWERS.put(
                "manager GET /api/cluster",
                new StubCluster.Answer(200, Map.of("Content-Type", "application/json"), cluster));
        awaitAdvice();
        StubCluster.managerAway = true;
        watch.look();
        given().get("/api/ui/advice")
                .then()
                .statusCode(200)
                .body("atMillis", greaterThan(0L))
                .body("advice.rule", hasItem("under_replicated"))
                .body("advice[0].weight", equalTo("WARN"))
                .body("advice[0].nodes[0]", equalTo("node-9"));
    }

    /** What the manager tells otherwise is heard again before the next test. */
    @AfterEach
    void forget() {
        StubCluster.reset();
        long until = System.nanoTime() + 10_000_000_000L;
        while (!given().get("/api/ui/overview").asString().contains("node-1") && System.nanoTime() < until) {}
    }

    /** The manager is asked again half a second after it was last. */
    private void awaitAdvice() {
        long until = System.nanoTime() + 10_000_000_000L;
        do {
            watch.look();
        } while (watch.last().advice().stream().noneMatch(a -> a.rule().equals("under_replicated"))
                && System.nanoTime() < until);
    }
}
