package dev.meguri.node.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who loads a value, over HTTP. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class LeaseResourceTest {
    private static final String LEASE = "X-Meguri-Lease";

    @BeforeEach
    void waitForTheCluster() {
        OneNodeManager.awaitSynced();
    }

    private static ValidatableResponse ask(String key) {
        return given().header(LEASE, "10s").get("/api/cache/" + key).then();
    }

    private static String leaseOf(String key) {
        return ask(key).statusCode(404).header(LEASE, notNullValue()).extract().header(LEASE);
    }

    @Test
    void oneIsToLoad_andTheOthersAreToldSo_untilTheValueIsThere() {
        String lease = leaseOf("rest-lease");
        ask("rest-lease")
                .statusCode(503)
                .header(LEASE, nullValue())
                .header("X-Meguri-Loading", "true")
                .header("Retry-After", "1")
                .body("code", equalTo("being_loaded"));
        given().header(LEASE, lease)
                .body("loaded")
                .put("/api/cache/rest-lease?ttl=60s")
                .then()
                .statusCode(201);
        ask("rest-lease").statusCode(200).body(equalTo("loaded")).header(LEASE, nullValue());
        given().header(LEASE, lease).delete("/api/leases/rest-lease").then().statusCode(412);
    }

    @Test
    void anOldValue_isGivenToAll_andALeaseToOne() {
        given().body("old").put("/api/cache/rest-old?ttl=60s").then().statusCode(201);
        ask("rest-old").statusCode(200).header(LEASE, nullValue());
        for (boolean isFirst : new boolean[] {true, false}) {
            given().header(LEASE, "10s")
                    .header("X-Meguri-Lease-Refresh", "10m")
                    .get("/api/cache/rest-old")
                    .then()
                    .statusCode(200)
                    .body(equalTo("old"))
                    .header(LEASE, isFirst ? notNullValue() : nullValue())
                    .header("X-Meguri-Loading", isFirst ? nullValue() : equalTo("true"));
        }
    }

    @Test
    void aLease_isRenewed_andGivenBack() {
        String first = leaseOf("rest/renewed");
        String second = given().header(LEASE, first)
                .put("/api/leases/rest/renewed?for=1m")
                .then()
                .statusCode(204)
                .header(LEASE, not(equalTo(first)))
                .extract()
                .header(LEASE);
        given().header(LEASE, first)
                .put("/api/leases/rest/renewed")
                .then()
                .statusCode(412)
                .body("code", equalTo("condition_failed"));
        given().header(LEASE, second).delete("/api/leases/rest/renewed").then().statusCode(204);
        leaseOf("rest/renewed");
    }

    @Test
    void whatIsWrong_isNamed() {
        given().header(LEASE, "soon")
                .get("/api/cache/rest-wrong")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("field", equalTo(LEASE));
        given().header(LEASE, "1h")
                .get("/api/cache/rest-wrong")
                .then()
                .statusCode(400)
                .body("field", equalTo(LEASE));
        given().header(LEASE, "10s")
                .header("X-Meguri-Lease-Wait", "x")
                .get("/api/cache/rest-wrong")
                .then()
                .statusCode(400)
                .body("field", equalTo("X-Meguri-Lease-Wait"));
        given().header(LEASE, "nonsense")
                .body("v")
                .put("/api/cache/rest-wrong")
                .then()
                .statusCode(400)
                .body("field", equalTo(LEASE));
        given().get("/api/cache/rest-wrong").then().statusCode(404);
        given().delete("/api/leases/rest-wrong").then().statusCode(400).body("field", equalTo(LEASE));
    }
}
