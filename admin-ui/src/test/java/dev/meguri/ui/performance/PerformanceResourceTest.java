package dev.meguri.ui.performance;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class PerformanceResourceTest {
    @Inject
    PerformanceSampler sampler;

    @Inject
    ObjectMapper json;

    @BeforeEach
    void reset() {
        StubCluster.reset();
    }

    private void looks(String node, long uptimeMillis, long operations) throws JsonProcessingException {
        StubCluster.ANSWERS.put(
                node + " GET /api/stats",
                new StubCluster.Answer(
                        200,
                        Map.of("Content-Type", "application/json"),
                        json.writeValueAsString(Stats.of(node, uptimeMillis, operations))));
        sampler.look();
    }

    @Test
    void samples_areAnsweredByScope() throws JsonProcessingException {
        looks("node-2", 1_000, 0);
        looks("node-2", 2_000, 500);
        given().get("/api/ui/performance")
                .then()
                .statusCode(200)
                .body("scope", equalTo("nodes"))
                .body("fineMillis", equalTo(3_600_000))
                .body("grafana", nullValue())
                .body("times", not(empty()))
                .body("series['node-2'].reads.max()", greaterThan(0f))
                .body("series", not(hasKey("node-1")));
        given().get("/api/ui/performance?scope=operations")
                .then()
                .body("series['rest.get'].rate.max()", greaterThan(0f));
        given().get("/api/ui/performance?scope=policies").then().body("series", hasKey("cart:"));
        given().get("/api/ui/performance?from=1000&to=2000").then().body("times", hasSize(0));
    }

    @Test
    void wrongQuestions_nameTheField() {
        for (String wrong : new String[] {"scope=luck", "points=1", "points=601", "from=x", "to=x", "span=x"}) {
            given().get("/api/ui/performance?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("field", equalTo(wrong.substring(0, wrong.indexOf('='))));
        }
        given().get("/api/ui/performance?from=5&to=5").then().statusCode(400).body("field", equalTo("from"));
    }
}
