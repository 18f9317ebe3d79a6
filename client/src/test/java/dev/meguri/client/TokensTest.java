package dev.meguri.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void tokens_areUuidsOfVersion7_withTheTimeOfTheNodes() {
        Tokens tokens = new Tokens(() -> 1_000);
        assertEquals(1_000, millis(tokens.next()));
        tokens.nodeTime(1_700_000_000_000L);
        UUID uuid = UUID.fromString(tokens.next());
        assertEquals(7, uuid.version());
        assertEquals(2, uuid.variant());
        assertEquals(1_700_000_000_000L, millis(uuid.toString()));
    }

    @Test
    void noTwo_areTheSame_ofOneClientOrOfTwo() {
        Tokens one = new Tokens(() -> 0);
        Tokens other = new Tokens(() -> 0);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertTrue(seen.add(one.next()));
            assertTrue(seen.add(other.next()));
        }
        assertNotEquals(one.next().substring(14), other.next().substring(14));
    }

    private static long millis(String token) {
        return UUID.fromString(token).getMostSignificantBits() >>> 16;
    }
}
