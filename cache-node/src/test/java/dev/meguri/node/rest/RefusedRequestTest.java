package dev.meguri.node.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.problem.Problem;
import dev.meguri.node.OneNodeManager;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are refused before a resource sees them, byte by byte as a careless client sends them. */
@QuarkusTest
@QuarkusTestResource(OneNodeManager.class)
class RefusedRequestTest {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int CHUNK_BYTES = 64 * 1024;

    @BeforeEach
    void waitForTheCluster() {
        OneNodeManager.awaitSynced();
    }

    @Test
    void brokenPercentEscape_isAProblem() throws IOException {
        for (String path :
                new String[] {"/api/cache/a%zz", "/api/cache/a%", "/api/cache/%4", "/nowhere/%zz", "/api/cache/a|b"}) {
            expectProblem(
                    send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), 400, "invalid_request");
        }
    }

    @Test
    void requestLineThatIsTooLong_isAProblem() throws IOException {
        String answer =
                send("GET /api/cache/" + "x".repeat(17_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        expectProblem(answer, 414, "uri_too_long");
    }

    @Test
    void headersThatAreTooLarge_areAProblem() throws IOException {
        StringBuilder request = new StringBuilder("GET /api/cache/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        for (int i = 0; i < 40; i++) {
            request.append("X-Filler-")
                    .append(i)
                    .append(": ")
                    .append("x".repeat(1_000))
                    .append("\r\n");
        }
        expectProblem(send(request + "\r\n"), 431, "headers_too_large");
    }

    @Test
    void chunkedBodyThatNoPolicyAllows_isAProblem() throws IOException {
        String answer = sendChunked("/api/cache/huge", 10 * 1024 * 1024);
        expectProblem(answer, 413, "value_too_large");
    }

    @Test
    void chunkedBodyThatIsJustOverEveryPolicy_isAProblem() throws IOException {
        expectProblem(sendChunked("/api/cache/huge", 8 * 1024 * 1024 + CHUNK_BYTES), 413, "value_too_large");
    }

    private static void expectProblem(String answer, int status, String code) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        int bodyAt = answer.indexOf("\r\n\r\n");
        String head = answer.substring(0, bodyAt).toLowerCase(java.util.Locale.ROOT);
        assertTrue(head.contains("content-type: " + Problem.MEDIA_TYPE), answer);
        JsonPath body = JsonPath.from(answer.substring(bodyAt + 4));
        assertEquals(code, body.getString("code"));
        assertEquals(status, body.getInt("status"));
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sendChunked(String path, int bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("PUT " + path + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = (Integer.toHexString(CHUNK_BYTES) + "\r\n" + "x".repeat(CHUNK_BYTES) + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            try {
                for (int sent = 0; sent < bytes; sent += CHUNK_BYTES) {
                    out.write(chunk);
                }
                out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (SocketException closedEarly) {
                // The answer may come before all is sent.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
