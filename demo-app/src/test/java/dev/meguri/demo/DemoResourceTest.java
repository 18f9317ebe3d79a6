package dev.meguri.demo;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.api.cache.CacheHeaders;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(FakeNode.class)
class DemoResourceTest {
    @BeforeEach
    void quickUpstreamAndEmptyCache() {
        FakeNode.clear();
        settings("{\"delayMillis\":0,\"failureRate\":0,\"ttlSeconds\":60}").statusCode(200);
        given().delete("/api/demo/stats").then().statusCode(200);
    }

    @Test
    void firstCall_comesFromUpstream_secondFromCacheWithReceipt() {
        product(7, true)
                .statusCode(200)
                .header(DemoResource.SOURCE, "upstream")
                .header(DemoResource.KIND, "miss")
                .body("id", equalTo(7));
        product(7, true)
                .header(DemoResource.SOURCE, "cache")
                .header(DemoResource.CACHE_NODE, FakeNode.NODE_ID)
                .header(DemoResource.CACHE_SOURCE, "primary")
                .body("id", equalTo(7));
        given().get("/api/demo/stats")
                .then()
                .body("hits", equalTo(1))
                .body("misses", equalTo(1))
                .body("savedUpstreamCalls", equalTo(1));
    }

    @Test
    void unreachableNode_isPassedOver() {
        // FakeNode names a port first at which nobody listens.
        product(8, true).header(DemoResource.KIND, "miss");
        product(8, true).header(DemoResource.KIND, "hit");
        product(8, true).header(DemoResource.KIND, "hit");
    }

    @Test
    void store_carriesTtlAndContentType() {
        settings("{\"ttlSeconds\":90}").statusCode(200);
        product(9, true);
        assertEquals("90s application/json", FakeNode.lastStore());
    }

    @Test
    void cacheOff_alwaysAsksUpstream() {
        product(10, false).header(DemoResource.KIND, "direct").header(CacheHeaders.NODE, nullValue());
        product(10, false).header(DemoResource.SOURCE, "upstream");
        given().get("/api/demo/stats").then().body("direct", equalTo(2)).body("hitRatio", nullValue());
    }

    @Test
    void cacheInTrouble_callIsServedAllTheSame() {
        FakeNode.failFromNowOn();
        product(11, true).statusCode(200).header(DemoResource.KIND, "miss");
        given().get("/api/demo/stats").then().body("cacheTroubles", greaterThanOrEqualTo(1));
    }

    @Test
    void upstreamFails_cachedProductIsServed_otherIsAProblem() {
        product(12, true);
        settings("{\"failureRate\":1}").statusCode(200);
        product(12, true).statusCode(200).header(DemoResource.KIND, "hit");
        product(13, true)
                .statusCode(502)
                .contentType("application/problem+json")
                .body("code", equalTo("upstream_failed"))
                .body("retryable", equalTo(true));
    }

    @Test
    void revision_growsWithEveryUpstreamCall() {
        int first = product(14, false).extract().path("revision");
        product(14, false).body("revision", not(equalTo(first)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"delayMillis\":-1}              | delayMillis",
                "{\"delayMillis\":10001}           | delayMillis",
                "{\"delayMillis\":99999999999999999999} | delayMillis",
                "{\"delayMillis\":\"soon\"}        | delayMillis",
                "{\"failureRate\":1.01}            | failureRate",
                "{\"failureRate\":-0.5}            | failureRate",
                "{\"ttlSeconds\":0}                | ttlSeconds",
                "{\"ttlSeconds\":86401}            | ttlSeconds",
                "{\"delay\":5}                     | delay",
                "{\"delayMillis\"                  | body",
            })
    void badSettings_areProblemsThatNameTheField_andChangeNothing(String body, String field) {
        settings(body).statusCode(400).contentType("application/problem+json").body("field", equalTo(field));
        given().get("/api/demo/settings").then().body("delayMillis", equalTo(0)).body("ttlSeconds", equalTo(60));
    }

    @ParameterizedTest
    @CsvSource({"0,true,id", "1001,true,id", "99999999999999999999,true,id", "x,true,id", "1,maybe,cache"})
    void badCall_isAProblemThatNamesTheField(String id, String cache, String field) {
        given().get("/api/demo/products/" + id + "?cache=" + cache)
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    @Test
    void unknownPath_isAProblem() {
        given().get("/api/demo/nothing").then().statusCode(404).body("code", equalTo("not_found"));
    }

    private static ValidatableResponse product(int id, boolean cache) {
        return given().get("/api/demo/products/" + id + "?cache=" + cache).then();
    }

    private static ValidatableResponse settings(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/demo/settings")
                .then();
    }
}
