package dev.meguri.manager.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.problem.Problem;
import dev.meguri.manager.TemporaryData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Requests that are refused before a resource sees them. */
@QuarkusTest
@QuarkusTestResource(TemporaryData.class)
class RefusedRequestTest {
    @Test
    void brokenPercentEscape_isAProblem() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write("GET /api/cluster/policies/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("\"code\":\"invalid_request\""), answer);
        }
    }

    @Test
    void bodyWithoutALengthThatIsTooLarge_isAProblem() throws Exception {
        byte[] body = new byte[1024 * 1024 + 1];
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/api/cluster/policies/a:"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(put, HttpResponse.BodyHandlers.ofString());
            assertEquals(413, answer.statusCode());
            assertTrue(answer.body().contains("\"code\":\"body_too_large\""), answer.body());
        }
    }

    @Test
    void headersThatAreTooLarge_areAProblem() {
        given().header("X-Filler", "x".repeat(40_000))
                .get("/api/cluster")
                .then()
                .statusCode(431)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("headers_too_large"));
    }
}
