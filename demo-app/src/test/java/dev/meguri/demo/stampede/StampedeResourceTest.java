package dev.meguri.demo.stampede;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.meguri.demo.cluster.FakeCaches;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StampedeResourceTest {
    @Inject
    FakeCaches caches;

    @BeforeEach
    void slowUpstream_emptyCache() {
        caches.cluster().clear();
        settings("{\"delayMillis\":50,\"failureRate\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"products", "accounts", "tiles"})
    void manyAtOnce_costOneUpstreamCall(String useCase) {
        stampede("{\"useCase\":\"" + useCase + "\",\"requests\":200}")
                .statusCode(200)
                .body("answered", equalTo(200))
                .body("failed", equalTo(0))
                .body("upstreamCalls", equalTo(1))
                .body("withoutCache", equalTo(200))
                .body("applications", equalTo(4))
                .body("cacheTroubles", equalTo(0));
    }

    @Test
    void cacheAway_allAreAnswered_andItIsToldThatItTookNoPart() {
        caches.cluster().goAway();
        stampede("{\"useCase\":\"accounts\",\"requests\":40}")
                .body("answered", equalTo(40))
                .body("cacheTroubles", equalTo(40))
                .body("upstreamCalls", greaterThan(1));
    }

    @Test
    void upstreamFails_nobodyIsAnswered() {
        settings("{\"failureRate\":1}");
        stampede("{\"useCase\":\"accounts\",\"requests\":20}")
                .body("answered", equalTo(0))
                .body("failed", equalTo(20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"useCase\":\"products\",\"requests\":0}     | requests",
                "{\"useCase\":\"products\",\"requests\":1001}  | requests",
                "{\"useCase\":\"products\",\"requests\":\"x\"} | requests",
                "{\"useCase\":\"cats\",\"requests\":5}         | useCase",
                "{\"requests\":5}                              | useCase",
                "{\"use\":\"products\"}                        | use",
            })
    void badOrder_isAProblemThatNamesTheField(String body, String field) {
        stampede(body).statusCode(400).contentType("application/problem+json").body("field", equalTo(field));
    }

    private static ValidatableResponse stampede(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/demo/stampedes")
                .then();
    }

    private static void settings(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/demo/settings")
                .then()
                .statusCode(200);
    }
}
