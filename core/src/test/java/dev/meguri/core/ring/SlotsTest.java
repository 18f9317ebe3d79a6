package dev.meguri.core.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the Redis Cluster specification and of the CLUSTER KEYSLOT command. */
class SlotsTest {
    @Test
    void crc16_ofTheSpecificationsText_isTheSpecificationsNumber() {
        byte[] text = "123456789".getBytes(UTF_8);
        assertEquals(0x31C3, Crc16.of(text, 0, text.length));
    }

    @Test
    void crc16_ofNothing_isZero() {
        assertEquals(0, Crc16.of(new byte[0], 0, 0));
    }

    @Test
    void crc16_ofARange_looksAtNothingElse() {
        byte[] text = "xx123456789yy".getBytes(UTF_8);
        assertEquals(0x31C3, Crc16.of(text, 2, 11));
    }

    @ParameterizedTest
    @CsvSource({"somekey,11058", "foo,12182", "foo{hash_tag},2515", "bar{hash_tag},2515", "bar,5061", "hello,866"})
    void slot_ofPublishedExamples_isThePublishedOne(String key, int slot) {
        assertEquals(slot, slotOf(key));
    }

    @ParameterizedTest
    @CsvSource({
        "{user1000}.following,user1000",
        "{user1000}.followers,user1000",
        "foo{{bar}}zap,{bar",
        "foo{bar}{zap},bar",
        "{a},a",
        "x{a}{,a"
    })
    void slot_withHashTag_isThatOfTheTag(String key, String tag) {
        assertEquals(plainSlot(tag), slotOf(key));
    }

    @ParameterizedTest
    @CsvSource({"foo{}{bar}", "{}", "foo{", "foo{bar", "foo}bar{", "}{"})
    void slot_withoutUsableHashTag_isThatOfTheWholeKey(String key) {
        assertEquals(plainSlot(key), slotOf(key));
    }

    @Test
    void slot_ofTheEmptyKey_isZero() {
        assertEquals(0, Slots.of(new byte[0]));
    }

    @Test
    void slot_ofBytesThatAreNoText_isThatOfTheWholeKey() {
        byte[] key = new byte[256];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) ~i;
        }
        // '}' comes before '{' here, so there is no tag.
        assertEquals(plainSlot(key), Slots.of(key));
    }

    private static int slotOf(String key) {
        return Slots.of(key.getBytes(UTF_8));
    }

    private static int plainSlot(String text) {
        return plainSlot(text.getBytes(UTF_8));
    }

    private static int plainSlot(byte[] bytes) {
        return Crc16.of(bytes, 0, bytes.length) % 16_384;
    }
}
