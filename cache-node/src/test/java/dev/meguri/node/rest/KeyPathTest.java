package dev.meguri.node.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.api.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPathTest {
    @ParameterizedTest
    @CsvSource({
        "/api/cache/a,a",
        "/api/cache/a/b//c,a/b//c",
        "/api/cache/a%2Fb,a/b",
        "/api/cache/..,..",
        "/api/cache/a+b,a+b",
        "/api/cache/100%25,100%",
        "/api/cache/%E5%B7%A1,巡"
    })
    void keys_areDecodedOnceAndOtherwiseKept(String path, String key) {
        assertEquals(key, KeyPath.key(path, "routed").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/cache/%", "/api/cache/%4", "/api/cache/a%zz", "/api/cache/%C3%28", "/api/cache/%ff"})
    void brokenEncodings_areRefused(String path) {
        ProblemException refused = assertThrows(ProblemException.class, () -> KeyPath.key(path, "routed"));
        assertEquals("invalid_request", refused.problem().code());
        assertEquals("key", refused.problem().field());
    }

    @Test
    void pathThatTheRouterTidiedUp_isTakenFromTheRouter() {
        assertEquals("x", KeyPath.key("//api/cache/x", "x").toString());
    }
}
