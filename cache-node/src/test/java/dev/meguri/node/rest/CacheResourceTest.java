package dev.meguri.node.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class CacheResourceTest {
    @BeforeEach
    void waitForTheCluster() {
        OneNodeManager.awaitSynced();
    }

    private static RequestSpecification raw() {
        return given().urlEncodingEnabled(false);
    }

    @Test
    void putThenGet_givesTheValueItsTypeAndAReceipt() {
        given().contentType("text/plain; charset=utf-8")
                .body("hello")
                .put("/api/cache/greeting?ttl=30s")
                .then()
                .statusCode(201)
                .header("X-Meguri-Acks", "1/1")
                .header("X-Meguri-TTL-Millis", notNullValue());
        given().get("/api/cache/greeting")
                .then()
                .statusCode(200)
                .contentType("text/plain; charset=utf-8")
                .body(equalTo("hello"))
                .header("X-Meguri-Source", "primary")
                .header("X-Meguri-Node", "node-1")
                .header("X-Meguri-Slot", matchesPattern("\\d+"))
                .header("X-Meguri-Ring-Version", "1")
                .header("X-Meguri-Policy", "default")
                .header("X-Meguri-Consistency", "eventual")
                .header("ETag", matchesPattern("\"[0-9a-f]+-1-node-1\""));
    }

    @Test
    void headOfAValue_hasItsLengthAndNoBody() {
        given().body(new byte[123]).put("/api/cache/headed").then().statusCode(201);
        given().head("/api/cache/headed")
                .then()
                .statusCode(200)
                .header("Content-Length", "123")
                .contentType("application/octet-stream")
                .body(equalTo(""));
    }

    @Test
    void secondPut_is204() {
        given().body("1").put("/api/cache/twice").then().statusCode(201);
        given().body("2").post("/api/cache/twice").then().statusCode(204);
    }

    @Test
    void writeWithIdempotencyKey_isMadeOnce() {
        String key = timeOrdered(System.currentTimeMillis()).toString();
        for (int i = 0; i < 2; i++) {
            given().header("Idempotency-Key", key)
                    .post("/api/cache/once?increment=5")
                    .then()
                    .statusCode(200)
                    .header("X-Meguri-Level", "all")
                    .body(equalTo("5"));
        }
        given().header("Idempotency-Key", "another")
                .post("/api/cache/once?increment=5")
                .then()
                .statusCode(200)
                .body(equalTo("10"));
    }

    @Test
    void idempotencyKeyOfAnHourAgo_isInDoubt_becauseItMayBeForgotten() {
        given().header("Idempotency-Key", timeOrdered(System.currentTimeMillis() - 3_600_000))
                .post("/api/cache/once-late?increment=5")
                .then()
                .statusCode(504)
                .header("X-Meguri-In-Doubt", "true")
                .body("code", equalTo("in_doubt"))
                .body("detail", containsString("token"));
        given().get("/api/cache/once-late").then().statusCode(404);
    }

    /** A UUID of version 7. */
    private static UUID timeOrdered(long millis) {
        return new UUID(millis << 16 | 0x7000, 0x8000_0000_0000_000aL);
    }

    @Test
    void malformedIdempotencyKey_isRefused() {
        for (String key : List.of(" ", "\"\"", "a b", "x".repeat(129))) {
            given().header("Idempotency-Key", key)
                    .body("1")
                    .put("/api/cache/refused-token")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_request"))
                    .body("field", equalTo("Idempotency-Key"));
        }
        given().get("/api/cache/refused-token").then().statusCode(404);
    }

    @Test
    void emptyBody_isAValue() {
        given().put("/api/cache/empty").then().statusCode(201);
        given().get("/api/cache/empty").then().statusCode(200).header("Content-Length", "0");
    }

    @Test
    void keysKeepTheirBytes() {
        raw().body("a").put("/api/cache/a//b/./%E5%B7%A1%2F+x").then().statusCode(201);
        raw().get("/api/cache/a//b/./%E5%B7%A1/+x").then().statusCode(200).body(equalTo("a"));
        raw().get("/api/cache/a/b/%E5%B7%A1/+x").then().statusCode(404);
    }

    @Test
    void absentKey_isAProblemWithReceipt() {
        given().get("/api/cache/absent")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("X-Meguri-Node", "node-1")
                .body("code", equalTo("key_not_found"))
                .body("type", equalTo("https://meguri.dev/problems/key_not_found"))
                .body("status", equalTo(404))
                .body("field", equalTo("key"))
                .body("retryable", equalTo(false));
    }

    @Test
    void deletedKey_saysWhy() {
        given().body("1").put("/api/cache/gone").then().statusCode(201);
        given().delete("/api/cache/gone").then().statusCode(204);
        given().get("/api/cache/gone").then().statusCode(404).header("X-Meguri-Why", "deleted");
        given().delete("/api/cache/gone").then().statusCode(404).body("code", equalTo("key_not_found"));
    }

    @Test
    void removalOfNothing_isAChangeWithAVersion() {
        given().delete("/api/cache/never-there")
                .then()
                .statusCode(404)
                .header("X-Meguri-Version", endsWith("-1-node-1"));
    }

    @Test
    void putsToAUnion_add_andItsTagNamesWhatWasMerged() {
        given().body("[\"b\"]").put("/api/cache/union:a").then().statusCode(201);
        given().body("[\"a\"]").put("/api/cache/union:a").then().statusCode(204);
        String tag = given().get("/api/cache/union:a")
                .then()
                .statusCode(200)
                .body(equalTo("[\"a\",\"b\"]"))
                .header("ETag", matchesPattern("\"[^~]+~[0-9a-f]+\""))
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag).get("/api/cache/union:a").then().statusCode(304);
        given().header("If-Match", tag.replaceAll("~.*", "~1\""))
                .body("[]")
                .put("/api/cache/union:a")
                .then()
                .statusCode(412);
        given().header("If-Match", tag)
                .body("[\"c\"]")
                .put("/api/cache/union:a")
                .then()
                .statusCode(204);
        given().get("/api/cache/union:a").then().body(equalTo("[\"a\",\"b\",\"c\"]"));
    }

    @Test
    void compareAndSet_happensOnlyOverTheNamedVersion() {
        String first = given().body("1").put("/api/cache/cas").then().extract().header("ETag");
        String second = given().header("If-Match", first)
                .body("2")
                .put("/api/cache/cas")
                .then()
                .statusCode(204)
                .extract()
                .header("ETag");
        given().header("If-Match", first)
                .body("3")
                .put("/api/cache/cas")
                .then()
                .statusCode(412)
                .body("code", equalTo("condition_failed"))
                .header("ETag", second);
        given().header("If-None-Match", "*")
                .body("4")
                .put("/api/cache/cas")
                .then()
                .statusCode(412);
        given().header("If-Match", first).delete("/api/cache/cas").then().statusCode(412);
        given().header("If-Match", second).delete("/api/cache/cas").then().statusCode(204);
        given().header("If-None-Match", "*")
                .body("5")
                .put("/api/cache/cas")
                .then()
                .statusCode(201);
        given().header("If-Match", "*")
                .body("6")
                .put("/api/cache/never-there")
                .then()
                .statusCode(412);
    }

    @Test
    void knownVersion_isNotSentAgain() {
        String etag = given().body("1").put("/api/cache/known").then().extract().header("ETag");
        given().header("If-None-Match", etag)
                .get("/api/cache/known")
                .then()
                .statusCode(304)
                .header("ETag", etag);
        given().header("If-None-Match", "\"other\"")
                .get("/api/cache/known")
                .then()
                .statusCode(200);
    }

    @Test
    void increment_adds() {
        given().post("/api/cache/counter?increment=5").then().statusCode(200).body(equalTo("5"));
        given().post("/api/cache/counter?increment=-7").then().statusCode(200).body(equalTo("-2"));
    }

    @Test
    void incrementsThatCannotBe_nameTheField() {
        given().post("/api/cache/n?increment=abc").then().statusCode(400).body("code", equalTo("invalid_number"));
        given().post("/api/cache/n?increment=").then().statusCode(400).body("field", equalTo("increment"));
        given().post("/api/cache/n?increment=9223372036854775808")
                .then()
                .statusCode(400)
                .body("field", equalTo("increment"));
        given().body("text").put("/api/cache/words").then().statusCode(201);
        given().post("/api/cache/words?increment=1").then().statusCode(409).body("code", equalTo("not_a_number"));
        given().body("9223372036854775807").put("/api/cache/most").then().statusCode(201);
        given().post("/api/cache/most?increment=1")
                .then()
                .statusCode(409)
                .body("code", equalTo("number_overflow"))
                .body("field", equalTo("increment"));
    }

    @Test
    void malformedTtls_nameTheField() {
        for (String ttl : new String[] {"abc", "-1", "-5s", "0", "1.5s", "99999999999999999999s", "4000d", ""}) {
            given().body("1")
                    .put("/api/cache/t?ttl=" + ttl)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid_ttl"))
                    .body("field", equalTo("ttl"))
                    .body("detail", notNullValue());
        }
        given().get("/api/cache/t").then().statusCode(404);
    }

    @Test
    void malformedVersions_nameTheHeader() {
        for (String version : new String[] {"abc", "\"abc\"", "W/\"1-1-a\"", "\"1-1-a\", \"2-1-a\"", "\"\""}) {
            given().header("If-Match", version)
                    .body("1")
                    .put("/api/cache/v")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_version"))
                    .body("field", equalTo("If-Match"));
        }
        given().header("If-None-Match", "\"1-1-a\"")
                .body("1")
                .put("/api/cache/v")
                .then()
                .statusCode(400)
                .body("field", equalTo("If-None-Match"));
        given().header("If-None-Match", "*")
                .header("If-Match", "*")
                .body("1")
                .put("/api/cache/v")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
    }

    @Test
    void keyOfExactly4096Bytes_isTheLongest() {
        given().body("1").put("/api/cache/" + "k".repeat(4096)).then().statusCode(201);
        given().body("1")
                .put("/api/cache/" + "k".repeat(4097))
                .then()
                .statusCode(400)
                .body("code", equalTo("key_too_large"))
                .body("field", equalTo("key"))
                .body("detail", containsString("4097"));
        raw().body("1")
                .put("/api/cache/" + "%E5%B7%A1".repeat(1366))
                .then()
                .statusCode(400)
                .body("code", equalTo("key_too_large"));
    }

    @Test
    void keyThatIsNoUtf8_isRefused() {
        raw().body("1").put("/api/cache/%FF%FE").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void valueOverThePolicysLimit_isRefused() {
        given().body(new byte[17])
                .put("/api/cache/small:x")
                .then()
                .statusCode(413)
                .body("code", equalTo("value_too_large"))
                .body("field", equalTo("value"));
        given().body(new byte[16])
                .put("/api/cache/small:x")
                .then()
                .statusCode(201)
                .header("X-Meguri-Policy", "small:");
    }

    @Test
    void bodyThatNoPolicyAllows_isRefusedInTheSameForm() {
        given().body(new byte[8 * 1024 * 1024 + 1])
                .put("/api/cache/huge")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("value_too_large"));
    }

    @Test
    void unknownPathsAndMethods_areProblems() {
        given().get("/nowhere").then().statusCode(404).body("code", equalTo("not_found"));
        given().get("/api/nowhere").then().statusCode(404).body("code", equalTo("not_found"));
        given().patch("/api/cache/x").then().statusCode(405).body("code", equalTo("method_not_allowed"));
        given().post("/api/stats").then().statusCode(405).body("code", equalTo("method_not_allowed"));
    }

    @Test
    void contentTypeThatIsTooLong_isRefused() {
        given().header("Content-Type", "text/" + "x".repeat(300))
                .body("1")
                .put("/api/cache/typed")
                .then()
                .statusCode(400)
                .body("field", equalTo("Content-Type"));
    }

    @Test
    void formEncodedBody_isAValueLikeAnyOther() {
        given().header("Content-Type", "application/x-www-form-urlencoded")
                .body("a=b&c")
                .put("/api/cache/form")
                .then()
                .statusCode(201);
        given().get("/api/cache/form").then().statusCode(200).body(equalTo("a=b&c"));
    }

    @Test
    void receiptOfAWriteWithoutTtl_namesNone() {
        given().body("1")
                .put("/api/cache/forever?ttl=none")
                .then()
                .statusCode(201)
                .header("X-Meguri-TTL-Millis", nullValue());
    }
}
