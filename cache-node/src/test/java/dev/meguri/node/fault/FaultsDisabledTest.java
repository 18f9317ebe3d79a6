package dev.meguri.node.fault;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class FaultsDisabledTest {
    @Test
    void everyRequest_isRefusedWithTheWayOut() {
        String crash = "{\"kind\":\"crash\"}";
        List<Response> answers = List.of(
                given().get("/api/faults"),
                given().contentType("application/json").body(crash).put("/api/faults"),
                given().delete("/api/faults"));
        for (Response answer : answers) {
            answer.then()
                    .statusCode(403)
                    .body("code", equalTo("faults_disabled"))
                    .body("detail", containsString("meguri.faults.enabled=true"));
        }
    }
}
