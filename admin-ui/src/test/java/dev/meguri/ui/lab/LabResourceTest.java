package dev.meguri.ui.lab;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class LabResourceTest {
    @Test
    void menu_hasScenarios_andTheRulesThatCanBeBroken() {
        given().get("/api/lab/menu")
                .then()
                .statusCode(200)
                .body("minNodes", equalTo(3))
                .body("maxNodes", equalTo(50))
                .body("scenarios.name", hasItem("PARTITION"))
                .body(
                        "scenarios.find { it.name == 'BROKEN_RULE' }.rules.question",
                        everyItem(containsString("What if")))
                .body("scenarios.find { it.name == 'CASPAXOS_RULE' }.rules", hasSize(greaterThan(30)))
                .body("scenarios.find { it.name == 'PARTITION' }.rules", hasSize(0));
    }

    @Test
    void sameOrder_sameHashes_otherSeed_others() {
        JsonPath one = film("{\"scenario\":\"node-fails\",\"seed\":7,\"nodes\":3}");
        JsonPath again = film("{\"scenario\":\"NODE_FAILS\",\"seed\":7,\"nodes\":3}");
        JsonPath other = film("{\"scenario\":\"NODE_FAILS\",\"seed\":8,\"nodes\":3}");
        assertEquals(one.getString("traceHash"), again.getString("traceHash"));
        assertEquals(one.getString("pictureHash"), again.getString("pictureHash"));
        assertNotEquals(one.getString("traceHash"), other.getString("traceHash"));
        assertNotEquals(one.getString("pictureHash"), other.getString("pictureHash"));
    }

    @Test
    void film_saysWhoIsInIt_whatHappens_andTheVerdict() {
        simulate("{\"scenario\":\"NODE_FAILS\",\"seed\":1,\"nodes\":3,"
                        + "\"interventions\":[{\"atMillis\":2000,\"kind\":\"cut\",\"target\":\"node-1~node-2\"}]}")
                .statusCode(200)
                .body("names[0]", equalTo("manager"))
                .body("inner", equalTo(1))
                .body("verdict.outcome", equalTo("HELD"))
                .body("told.text", hasItem("The way between node-1 and node-2 is cut."))
                .body("cuts[0].micros", equalTo(2_000_000))
                .body("flights.from", not(hasSize(0)));
    }

    @Test
    void brokenRule_isAViolation_withTheInvariantAndWhatWasSeen() {
        simulate("{\"scenario\":\"CASPAXOS_RULE\",\"rule\":\"MIGRATION_FENCES\"}")
                .statusCode(200)
                .body("verdict.outcome", equalTo("VIOLATED"))
                .body("verdict.detail", not(equalTo(null)));
        simulate("{\"scenario\":\"CASPAXOS_RULE\",\"rule\":\"MIGRATION_FENCES\",\"kept\":true}")
                .body("verdict.outcome", equalTo("HELD"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|scenario",
                "{\"scenario\":\"NO_SUCH\"}|scenario",
                "{\"scenario\":\"PARTITION\",\"nodes\":51}|nodes",
                "{\"scenario\":\"PARTITION\",\"nodes\":2}|nodes",
                "{\"scenario\":\"PARTITION\",\"rule\":\"MIGRATION_FENCES\"}|rule",
                "{\"scenario\":\"BROKEN_RULE\"}|rule",
                "{\"scenario\":\"BROKEN_RULE\",\"rule\":\"NO_SUCH\"}|rule",
                "{\"scenario\":\"PARTITION\",\"interventions\":[{\"atMillis\":30000,\"kind\":\"kill\",\"target\":\"node-1\"}]}|atMillis",
                "{\"scenario\":\"PARTITION\",\"interventions\":[{\"kind\":\"kill\",\"target\":\"node-1\"}]}|atMillis",
                "{\"scenario\":\"PARTITION\",\"interventions\":[{\"atMillis\":1,\"kind\":\"burn\",\"target\":\"node-1\"}]}|kind",
                "{\"scenario\":\"PARTITION\",\"interventions\":[{\"atMillis\":1,\"kind\":\"kill\",\"target\":\"node-99\"}]}|target"
            })
    void wrongOrder_isAProblem_thatNamesTheField(String body, String field) {
        simulate(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_request"))
                .body("field", equalTo(field));
    }

    @Test
    void bodyThatIsNoJson_isAProblem() {
        simulate("[").statusCode(400);
        simulate("").statusCode(400);
    }

    private static JsonPath film(String order) {
        return simulate(order).statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse simulate(String order) {
        return given().contentType("application/json")
                .body(order)
                .post("/api/lab/simulations")
                .then();
    }
}
