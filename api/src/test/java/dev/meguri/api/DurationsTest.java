package dev.meguri.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "5m,300000", "2h,7200000", "7d,604800000", "90,90000", "none,0"})
    void everyForm_isUnderstood(String text, long millis) {
        assertEquals(millis, Durations.parseMillis(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "-1s", "1.5s", "1h30m", "30 s", "s", "NONE", "٣s", "1w"})
    void whatIsNoDuration_isRefused(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Durations.parseMillis(text))
                .getMessage();
        assertTrue(message.contains("30s"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807s", "99999999999999999999", "9999999999999999999ms"})
    void whatOverflows_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Durations.parseMillis(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "0ms"})
    void zero_isRefusedBecauseItWouldMeanTwoThings(String text) {
        assertThrows(IllegalArgumentException.class, () -> Durations.parseMillis(text));
    }

    @Test
    void format_writesTheLargestExactUnit() {
        assertEquals("none", Durations.format(0));
        assertEquals("1500ms", Durations.format(1_500));
        assertEquals("90s", Durations.format(90_000));
        assertEquals("2h", Durations.format(7_200_000));
        assertEquals("7d", Durations.format(604_800_000));
    }
}
