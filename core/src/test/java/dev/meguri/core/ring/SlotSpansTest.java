package dev.meguri.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotSpansTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "1-5,9", "0-63", "0,2,4-6,63"})
    void text_ofWhatWasParsed_isTheSame(String text) {
        assertEquals(text, SlotSpans.text(SlotSpans.parse(text, 64)));
    }

    @Test
    void neighboursAndRepetitions_becomeOneSpan() {
        assertEquals("1-6", SlotSpans.text(SlotSpans.parse(" 4-6, 1-3 ,2", 64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-", "1-", "-1", "1-2-3", "5-1", "64", "1,,2", "1;2", "99999999999"})
    void otherTexts_areRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> SlotSpans.parse(text, 64));
    }
}
