package dev.meguri.resp.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "a*, abc, true",
        "a*c, abc, true",
        "a*c, abd, false",
        "?, a, true",
        "?, '', false",
        "h[ae]llo, hello, true",
        "h[ae]llo, hillo, false",
        "h[^e]llo, hallo, true",
        "h[^e]llo, hello, false",
        "[a-c], b, true",
        "[c-a], b, true",
        "[a-c], d, false",
        "\\*, *, true",
        "\\*, a, false",
        "user:*:x, user:1:2:x, true",
        "abc, ab, false",
        "ab, abc, false",
    })
    void pattern_matches_asRedisDoes(String pattern, String text, boolean matches) {
        assertEquals(matches, glob(pattern).matches(bytes(text)));
    }

    @Test
    void manyStars_takeNoExponentialTime() {
        assertFalse(glob("*a".repeat(200) + "b").matches(bytes("a".repeat(4_000))));
    }

    private static Glob glob(String pattern) {
        return new Glob(bytes(pattern));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
