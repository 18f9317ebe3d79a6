package dev.meguri.core.conflict;

import java.nio.charset.StandardCharsets;

/**
 * One of the values that a resolver merges.
 *
 * @param value what readers see, read only
 * @param contentType as the writer gave it
 * @param state what the resolver keeps beside it and nobody else reads, read only; empty where it needs nothing
 */
public record Sibling(byte[] value, String contentType, byte[] state) {
    private static final byte[] NOTHING = new byte[0];

    /** As a client wrote it. */
    public static Sibling written(byte[] value, String contentType) {
        return new Sibling(value, contentType, NOTHING);
    }

    String text() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** The greater of two content types, so that it does not matter which sibling comes first. */
    static String typeOf(Sibling one, Sibling other) {
        return one.contentType.compareTo(other.contentType) >= 0 ? one.contentType : other.contentType;
    }
}
