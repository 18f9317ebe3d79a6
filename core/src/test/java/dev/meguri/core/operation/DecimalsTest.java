package dev.meguri.core.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 10, Long.MAX_VALUE, Long.MIN_VALUE})
    void whatIncrementsWrite_isRead(long number) {
        assertEquals(number, Decimals.parse(Long.toString(number).getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+7", "007", "-0", " 7", "7 ", "7.0", "1e3", "9223372036854775808", "\u00b2", "0x7"})
    void anyOtherForm_isNoNumber(String text) {
        byte[] value = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(NumberFormatException.class, () -> Decimals.parse(value));
    }
}
