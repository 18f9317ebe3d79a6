package dev.meguri.node.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A policy whose resolver is from a jar in the folder that {@code meguri.resolvers-dir} names. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class OwnResolverTest {
    private static final String KEY = "/api/cache/" + OneNodeManager.FIRM + "key";

    @BeforeAll
    static void joined() {
        OneNodeManager.awaitSynced();
    }

    @Test
    void writes_areWhatTheResolverMakesOfThem() {
        given().body("first").put(KEY).then().statusCode(201);
        given().body("second").put(KEY).then().statusCode(204);
        given().get(KEY).then().statusCode(200).body(equalTo("first"));
    }
}
