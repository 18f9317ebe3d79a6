package dev.meguri.ui.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.meguri.ui.StubCluster;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StubCluster.class)
class PagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/browser", "/nodes", "/no/such/page"})
    void addressOfAPage_getsTheDocument(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body(containsString("id=\"root\""));
    }

    @Test
    void builtFile_mayBeKeptForGood() {
        String document = given().get("/").asString();
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(document);
        script.find();
        given().get(script.group(1)).then().statusCode(200).header("Cache-Control", containsString("immutable"));
    }

    @Test
    void missingFileOrService_isNotThePage() {
        given().get("/assets/gone.js").then().statusCode(404);
        given().get("/api/ui/nothing")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not_found"));
    }

    @Test
    void headersThatAreTooLarge_areAProblem() {
        given().header("X-Filler", "x".repeat(40_000))
                .get("/api/ui/overview")
                .then()
                .statusCode(431)
                .contentType("application/problem+json")
                .body("code", equalTo("headers_too_large"));
    }
}
