package dev.meguri.client.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Keys as text: equal ones the same, all others different, and back. */
class KeyCodecTest {
    private final KeyCodec codec = codec("*");

    record Name(String first, String last) implements Serializable {}

    private static KeyCodec codec(String filter) {
        return new KeyCodec(new JavaSerialization(
                KeyCodecTest.class.getClassLoader(), ObjectInputFilter.Config.createFilter(filter)));
    }

    @Test
    void textsAndNumbers_canBeRead() throws Exception {
        assertEquals("42", codec.encode("42"));
        assertEquals("", codec.encode(""));
        assertEquals("##tag", codec.encode("#tag"));
        assertEquals("#i:42", codec.encode(42));
        assertEquals("#l:-1", codec.encode(-1L));
        assertEquals("#z:true", codec.encode(true));
        assertEquals(
                "#u:123e4567-e89b-12d3-a456-426614174000",
                codec.encode(UUID.fromString("123e4567-e89b-12d3-a456-426614174000")));
    }

    @Test
    void everyKey_comesBack_andNoTwoAreTheSame() throws Exception {
        List<Object> keys = List.of(
                "",
                "a",
                "#",
                "##",
                "#i:1",
                "#o:",
                "1",
                "巡り",
                "half \ud800 a pair",
                1,
                1L,
                (short) 1,
                (byte) 1,
                '1',
                '\udc00',
                true,
                false,
                1.0,
                1.0f,
                new BigDecimal("1.0"),
                new UUID(1, 2),
                new Date(1),
                new Name("a", "b"),
                List.of("a", "b"));
        Set<String> encoded = new HashSet<>();
        for (Object key : keys) {
            String text = codec.encode(key);
            encoded.add(text);
            assertEquals(key, codec.decode(text));
        }
        assertEquals(keys.size(), encoded.size());
    }

    @Test
    @SuppressWarnings("StringOperationCanBeSimplified")
    void equalKeys_areTheSame_whetherTheirPartsAreSharedOrNot() throws Exception {
        String shared = "x".repeat(3);
        Name sharing = new Name(shared, shared);
        Name notSharing = new Name(new String("xxx"), new String("xxx"));
        assertEquals(codec.encode(sharing), codec.encode(notSharing));

        ArrayList<Object> one = new ArrayList<>(List.of(1_000, "k", 1_000));
        Integer number = 1_000;
        ArrayList<Object> other = new ArrayList<>(List.of(number, new String("k"), number));
        assertEquals(codec.encode(one), codec.encode(other));
    }

    @Test
    void textThatNoKeyIsEncodedAs_isRefused() {
        for (String text : List.of("#", "#i", "#i1", "#i:x", "#q:1", "#c:", "#c:ab", "#u:1", "#o:!")) {
            assertThrows(Exception.class, () -> codec.decode(text), text);
        }
    }

    @Test
    void whatTheFilterRefuses_isNotRead() throws Exception {
        String encoded = codec.encode(new Name("a", "b"));
        assertThrows(InvalidClassException.class, () -> codec("!*").decode(encoded));
    }
}
