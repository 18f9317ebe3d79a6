package dev.meguri.demo.products;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.demo.cluster.FakeCaches;
import dev.meguri.demo.cluster.FakeCluster;
import dev.meguri.demo.loading.Served;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProductResourceTest {
    @Inject
    FakeCaches caches;

    @BeforeEach
    void quickUpstreamAndEmptyCache() {
        caches.cluster().clear();
        settings("{\"delayMillis\":0,\"failureRate\":0,\"ttlSeconds\":60,\"staleSeconds\":60}")
                .statusCode(200);
        given().delete("/api/demo/stats").then().statusCode(200);
    }

    @Test
    void firstCall_comesFromUpstream_secondFromCacheWithReceipt() {
        product(7, true)
                .statusCode(200)
                .header(Served.SOURCE, "upstream")
                .header(Served.KIND, "miss")
                .body("id", equalTo(7));
        product(7, true)
                .header(Served.SOURCE, "cache")
                .header(Served.CACHE_NODE, FakeCluster.NODE_ID)
                .header(Served.CACHE_SOURCE, "primary")
                .body("id", equalTo(7));
        given().get("/api/demo/stats")
                .then()
                .body("hits", equalTo(1))
                .body("misses", equalTo(1))
                .body("savedUpstreamCalls", equalTo(1));
    }

    @Test
    void whatIsLoaded_isKeptAsTheSettingsSay() {
        settings("{\"ttlSeconds\":90,\"staleSeconds\":15}").statusCode(200);
        product(9, true);
        assertEquals(Duration.ofSeconds(90), caches.cluster().lastKeeping().ttl());
        assertEquals(Duration.ofSeconds(15), caches.cluster().lastKeeping().staleFor());
    }

    @Test
    void timeIsOver_theOldOneIsServed_andLoadedAnew() {
        int first = product(15, true).extract().path("revision");
        caches.cluster().leave(Duration.ofSeconds(30));
        product(15, true)
                .header(Served.KIND, "stale")
                .header(Served.SOURCE, "cache")
                .body("revision", equalTo(first));
        product(15, true).header(Served.KIND, "hit").body("revision", not(equalTo(first)));
        given().get("/api/demo/stats").then().body("stale", equalTo(1)).body("savedUpstreamCalls", equalTo(2));
    }

    @Test
    void whatIsNotSold_isRememberedAsSuch() {
        product(99, true).statusCode(404).header(Served.KIND, "miss").body("code", equalTo("not_found"));
        product(99, true).statusCode(404).header(Served.KIND, "hit").body("field", equalTo("id"));
    }

    @Test
    void cacheOff_alwaysAsksUpstream() {
        product(10, false).header(Served.KIND, "direct").header(Served.CACHE_NODE, nullValue());
        product(10, false).header(Served.SOURCE, "upstream");
        given().get("/api/demo/stats").then().body("direct", equalTo(2)).body("hitRatio", nullValue());
    }

    @Test
    void cacheInTrouble_callIsServedAllTheSame() {
        caches.cluster().goAway();
        product(11, true).statusCode(200).header(Served.KIND, "miss").header(Served.CACHE_NODE, nullValue());
        given().get("/api/demo/cluster").then().body("reachable", equalTo(false));
        given().get("/api/demo/stats").then().body("cacheTroubles", greaterThanOrEqualTo(1));
    }

    @Test
    void upstreamFails_cachedProductIsServed_otherIsAProblem() {
        product(12, true);
        settings("{\"failureRate\":1}").statusCode(200);
        product(12, true).statusCode(200).header(Served.KIND, "hit");
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
                "{\"staleSeconds\":-1}             | staleSeconds",
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
