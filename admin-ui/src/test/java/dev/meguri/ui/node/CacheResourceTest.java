package dev.meguri.ui.node;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.ui.StubCluster;
import dev.meguri.ui.StubCluster.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class CacheResourceTest {
    @BeforeEach
    void node2AnsweredLast() {
        StubCluster.reset();
        given().get("/api/ui/cache/k?via=node-2").then().statusCode(200);
        StubCluster.ASKED.clear();
    }

    @Test
    void nodesBreakOffOrCannotBeReached_aReadGoesToTheNext() {
        StubCluster.ANSWERS.put("node-2 GET /api/cache/k", new Answer(0, Map.of(), ""));
        StubCluster.ANSWERS.put("node-3 GET /api/cache/k", new Answer(200, Map.of(), "here"));
        given().get("/api/ui/cache/k")
                .then()
                .statusCode(200)
                .header("X-Meguri-Via", "node-3")
                .body(equalTo("here"));
    }

    @Test
    void value_comesWithItsReceipt_andNothingElse() {
        given().get("/api/ui/cache/k")
                .then()
                .statusCode(200)
                .header("X-Meguri-Via", "node-2")
                .header("X-Meguri-Source", "replica")
                .header("X-Meguri-TTL-Millis", "900")
                .header("ETag", "\"v1\"")
                .header("Set-Cookie", nullValue())
                .body(equalTo("<script>alert(1)</script>"));
    }

    @Test
    void valueIsAPage_itIsServedWithoutPower() {
        given().get("/api/ui/cache/k")
                .then()
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void keyWithSlashesAndDots_passesAsItWasSent_withoutVia() {
        given().urlEncodingEnabled(false)
                .header("If-Match", "\"v1\"")
                .contentType("text/plain")
                .body("x")
                .put("/api/ui/cache/a%2F..%2Fb?ttl=30s&via=node-2")
                .then()
                .statusCode(201)
                .header("X-Meguri-Acks", "2/3");
        StubCluster.Asked asked = StubCluster.ASKED.getLast();
        assertEquals("PUT /api/cache/a%2F..%2Fb?ttl=30s", asked.line());
        assertEquals("\"v1\"", asked.ifMatch());
        assertTrue(asked.contentType().startsWith("text/plain"));
        assertEquals("x", asked.body());
    }

    @Test
    void chosenNodeCannotBeReached_noOtherIsAsked() {
        given().get("/api/ui/cache/k?via=node-1")
                .then()
                .statusCode(502)
                .contentType("application/problem+json")
                .body("code", equalTo("node_unreachable"))
                .body("retryable", equalTo(true));
        given().get("/api/ui/cache/k?via=nobody").then().statusCode(404).body("code", equalTo("node_not_found"));
    }

    @Test
    void connectionBreaksInAWrite_theOutcomeIsInDoubt_andNobodyElseIsAsked() {
        StubCluster.ANSWERS.put("node-2 PUT /api/cache/w", new Answer(0, Map.of(), ""));
        StubCluster.ANSWERS.put("node-3 PUT /api/cache/w", new Answer(204, Map.of(), ""));
        given().body("x")
                .put("/api/ui/cache/w")
                .then()
                .statusCode(504)
                .body("code", equalTo("in_doubt"))
                .body("inDoubt", equalTo(true));
        assertTrue(StubCluster.ASKED.stream().noneMatch(asked -> asked.who().equals("node-3")));
    }

    @Test
    void nodeChangedNothing_theNextIsAsked() {
        StubCluster.ANSWERS.put("node-2 PUT /api/cache/w", StubCluster.problem(503, "unavailable"));
        StubCluster.ANSWERS.put("node-3 PUT /api/cache/w", new Answer(204, Map.of(), ""));
        given().body("x").put("/api/ui/cache/w").then().statusCode(204).header("X-Meguri-Via", "node-3");
    }

    @Test
    void keysOfAllNodes_eachOnce_theNewerCopyWins() {
        given().queryParam("prefix", "a b")
                .get("/api/ui/keys")
                .then()
                .statusCode(200)
                .body("keys.key", contains("a", "b", "c"))
                .body("keys.bytes", contains(1, 2, 1))
                .body("truncated", equalTo(false));
        assertTrue(StubCluster.ASKED.stream()
                .anyMatch(asked -> asked.line().equals("GET /api/keys?limit=200&prefix=a+b")));
        given().get("/api/ui/keys?limit=2")
                .then()
                .body("keys.key", contains("a", "b"))
                .body("truncated", equalTo(true));
        given().get("/api/ui/keys?limit=0").then().statusCode(400).body("field", equalTo("limit"));
    }
}
