package dev.meguri.demo.sessions;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.demo.cluster.FakeCaches;
import dev.meguri.demo.loading.Served;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SessionResourceTest {
    @Inject
    FakeCaches caches;

    @BeforeEach
    void emptyCache_quickDirectory() {
        caches.cluster().clear();
        given().contentType(ContentType.JSON)
                .body("{\"delayMillis\":0,\"failureRate\":0}")
                .post("/api/demo/settings")
                .then()
                .statusCode(200);
    }

    @Test
    void login_setsACookieThatScriptsCannotRead_andTheSessionIsFound() {
        login("{\"name\":\" Aya \"}")
                .statusCode(201)
                .header("Set-Cookie", containsString("HttpOnly"))
                .header("Set-Cookie", containsString("SameSite=Lax"))
                .body("name", equalTo("Aya"));
        String token = token();
        current(token)
                .body("loggedIn", equalTo(true))
                .body("name", equalTo("Aya"))
                .body("visits", equalTo(0));
        given().cookie(SessionResource.COOKIE, token)
                .post("/api/demo/sessions/current/visits")
                .then()
                .body("visits", equalTo(1))
                .body("outlivedTheApplication", equalTo(false));
    }

    @Test
    void noCookie_orOneThatIsOver_isNoSession() {
        given().get("/api/demo/sessions/current")
                .then()
                .body("loggedIn", equalTo(false))
                .body("ended", equalTo(false));
        current("AAAAAAAAAAAAAAAAAAAAAA").body("loggedIn", equalTo(false)).body("ended", equalTo(true));
        cart("AAAAAAAAAAAAAAAAAAAAAA", 1, 1).statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void logout_endsTheSession() {
        String token = token();
        given().cookie(SessionResource.COOKIE, token)
                .delete("/api/demo/sessions/current")
                .then()
                .statusCode(204);
        current(token).body("loggedIn", equalTo(false));
    }

    @Test
    void cart_takesMoreAndFewer_andForgetsWhatIsNone() {
        String token = token();
        cart(token, 7, 3).body("cart[0].productId", equalTo(7)).body("cart[0].quantity", equalTo(3));
        cart(token, 7, -1).body("cart[0].quantity", equalTo(2));
        cart(token, 7, -20).body("cart.size()", equalTo(0));
    }

    @Test
    void changesAtTheSameTime_areAllThere() throws Exception {
        String token = token();
        List<Callable<Integer>> changes = IntStream.range(0, 24)
                .mapToObj(i ->
                        (Callable<Integer>) () -> cart(token, 7, 1).extract().statusCode())
                .toList();
        try (ExecutorService tabs = Executors.newFixedThreadPool(8)) {
            for (var answer : tabs.invokeAll(changes)) {
                assertEquals(200, answer.get());
            }
        }
        current(token).body("cart[0].quantity", equalTo(24));
    }

    @Test
    void cartIsFull_isAProblemThatNamesTheProduct() {
        String token = token();
        for (int id = 1; id <= Session.MAX_LINES; id++) {
            cart(token, id, 1).statusCode(200);
        }
        cart(token, 500, 1).statusCode(400).body("field", equalTo("productId"));
        current(token).body("cart.size()", equalTo(Session.MAX_LINES));
    }

    @Test
    void cacheAway_itIsSaidThatTheSessionCannotBeReadNow_andItIsThereAfterwards() {
        String token = token();
        caches.cluster().goAway();
        current(token).statusCode(503).body("code", equalTo("unavailable")).body("retryable", equalTo(true));
        cart(token, 1, 1).statusCode(503);
        login("{\"name\":\"Ben\"}").statusCode(503);
        caches.cluster().comeBack();
        current(token).body("name", equalTo("Aya"));
    }

    @Test
    void account_comesFromTheDirectoryOnce_thenFromTheCache() {
        String token = token();
        account(token, "true").header(Served.KIND, "miss").body("name", equalTo("Aya"));
        account(token, "true").header(Served.KIND, "hit");
        account(token, "false").header(Served.KIND, "direct");
        account(token, "maybe").statusCode(400).body("field", equalTo("cache"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"\"}", "{\"name\":\"   \"}", "{\"name\":\"a\\u0007\"}"})
    void badName_isAProblemThatNamesIt(String body) {
        login(body).statusCode(400).contentType("application/problem+json").body("field", equalTo("name"));
    }

    @Test
    void nameTooLong_isAProblem() {
        login("{\"name\":\"" + "x".repeat(Session.MAX_NAME + 1) + "\"}")
                .statusCode(400)
                .body("field", equalTo("name"));
        login("{\"name\":\"" + "あ".repeat(Session.MAX_NAME) + "\"}").statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"productId\":0,\"change\":1}    | productId",
                "{\"productId\":1001,\"change\":1} | productId",
                "{\"change\":1}                    | productId",
                "{\"productId\":1}                 | change",
                "{\"productId\":1,\"change\":21}   | change",
                "{\"productId\":1,\"change\":\"x\"} | change",
                "{\"productId\":1,\"chance\":1}    | chance",
            })
    void badChange_isAProblemThatNamesTheField(String body, String field) {
        given().cookie(SessionResource.COOKIE, token())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/demo/sessions/current/cart")
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    private static String token() {
        return login("{\"name\":\"Aya\"}").statusCode(201).extract().cookie(SessionResource.COOKIE);
    }

    private static ValidatableResponse login(String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/demo/sessions")
                .then();
    }

    private static ValidatableResponse current(String token) {
        return given().cookie(SessionResource.COOKIE, token)
                .get("/api/demo/sessions/current")
                .then();
    }

    private static ValidatableResponse account(String token, String cache) {
        return given().cookie(SessionResource.COOKIE, token)
                .get("/api/demo/sessions/current/account?cache=" + cache)
                .then();
    }

    private static ValidatableResponse cart(String token, int productId, int change) {
        return given().cookie(SessionResource.COOKIE, token)
                .contentType(ContentType.JSON)
                .body("{\"productId\":" + productId + ",\"change\":" + change + "}")
                .post("/api/demo/sessions/current/cart")
                .then();
    }
}
