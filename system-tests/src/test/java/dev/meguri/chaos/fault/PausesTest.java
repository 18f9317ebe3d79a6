package dev.meguri.chaos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.simulator.time.SplitMix64;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PausesTest {
    private static final int DRAWS = 2_000;
    private static final long MINUTE = 60_000;

    @ParameterizedTest
    @ValueSource(longs = {5_000, 20_000, 60_000, 600_000})
    void aShareOfThem_isUpToAMinute_howeverShortTheRun(long forMillis) {
        List<Long> pauses = draw(1, forMillis, MINUTE);
        long least = pauses.stream().mapToLong(millis -> millis).min().orElseThrow();
        long most = pauses.stream().mapToLong(millis -> millis).max().orElseThrow();
        assertTrue(least >= 1_000 && least < 1_500, least + " ms");
        assertTrue(most <= MINUTE && most > 58_000, most + " ms");
    }

    @Test
    void theOthers_takeAQuarterOfTheRunAtMost() {
        long long60 = draw(1, 60_000, MINUTE).stream()
                .filter(millis -> millis > 15_000)
                .count();
        // A quarter is drawn from 1 to 60 s: three quarters of those are over 15 s.
        double expected = DRAWS * Pauses.LONG_SHARE * 45 / 59;
        assertEquals(expected, long60, expected / 5);
    }

    @Test
    void noneIsLongerThanAsked() {
        assertTrue(draw(1, 60_000, 4_000).stream().allMatch(millis -> millis >= 1_000 && millis <= 4_000));
        assertTrue(draw(1, 60_000, 1_000).stream().allMatch(millis -> millis == 1_000));
    }

    @Test
    void sameSeed_samePauses() {
        assertEquals(draw(1, 60_000, MINUTE), draw(1, 60_000, MINUTE));
        assertNotEquals(draw(1, 60_000, MINUTE), draw(2, 60_000, MINUTE));
    }

    private static List<Long> draw(long seed, long forMillis, long longestMillis) {
        Pauses pauses = new Pauses(SplitMix64.of(seed, "pauses"), forMillis, longestMillis);
        return LongStream.generate(pauses::nextMillis).limit(DRAWS).boxed().toList();
    }
}
