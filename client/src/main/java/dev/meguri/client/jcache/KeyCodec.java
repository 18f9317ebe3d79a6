package dev.meguri.client.jcache;

import java.io.IOException;
import java.util.Base64;
import java.util.UUID;

/**
 * Keys as text, always the same for what is equal, and never the same for what is not:
 *
 * <pre>
 * String               itself; with one more # before where it begins with one
 * Integer, Long, ...   #i:42, #l:42, #s:, #b:, #c: (Short, Byte, Character)
 * Boolean, UUID        #z:true, #u:123e4567-...
 * others               #o: and Base64 of Java's serialization
 * </pre>
 *
 * Others have to serialize to the same bytes where they are equal, as records of texts and numbers do, and a HashSet does not.
 */
final class KeyCodec {
    private static final char MARK = '#';
    private static final String OTHER = "#o:";

    private final JavaSerialization serialization;

    KeyCodec(JavaSerialization serialization) {
        this.serialization = serialization;
    }

    String encode(Object key) throws IOException {
        return switch (key) {
            case String text when isText(text) -> !text.isEmpty() && text.charAt(0) == MARK ? MARK + text : text;
            case Integer number -> "#i:" + number;
            case Long number -> "#l:" + number;
            case Short number -> "#s:" + number;
            case Byte number -> "#b:" + number;
            case Character letter when !Character.isSurrogate(letter) -> "#c:" + letter;
            case Boolean truth -> "#z:" + truth;
            case UUID id -> "#u:" + id;
            default -> OTHER + Base64.getUrlEncoder().withoutPadding().encodeToString(serialization.encodeKey(key));
        };
    }

    /** @throws IllegalArgumentException no key is encoded so */
    Object decode(String text) throws IOException, ClassNotFoundException {
        if (text.isEmpty() || text.charAt(0) != MARK) {
            return text;
        }
        if (text.length() > 1 && text.charAt(1) == MARK) {
            return text.substring(1);
        }
        if (text.length() < OTHER.length() || text.charAt(2) != ':') {
            throw new IllegalArgumentException("not a key of JCache: " + text);
        }
        String rest = text.substring(OTHER.length());
        return switch (text.charAt(1)) {
            case 'i' -> Integer.valueOf(rest);
            case 'l' -> Long.valueOf(rest);
            case 's' -> Short.valueOf(rest);
            case 'b' -> Byte.valueOf(rest);
            case 'c' -> letter(rest);
            case 'z' -> Boolean.valueOf(rest);
            case 'u' -> UUID.fromString(rest);
            case 'o' -> serialization.decode(Base64.getUrlDecoder().decode(rest));
            default -> throw new IllegalArgumentException("not a key of JCache: " + text);
        };
    }

    private static Character letter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one letter: " + text);
        }
        return text.charAt(0);
    }

    /** Half a surrogate pair has no bytes of its own in UTF-8. */
    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
