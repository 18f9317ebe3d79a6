package dev.meguri.node.token;

import dev.meguri.core.token.ChangeToken;
import dev.meguri.core.token.ClientToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * An idempotency token as clients write it, over HTTP and over the Redis protocol: any text that the client chose for one write.
 * A UUID of version 7 tells when it was made, by which one that was forgotten on a very busy key is recognised as such; others
 * are, as far as their key has room for their names ({@code Forgotten} in core).
 */
public final class TokenText {
    /** What a text has to be, for people. */
    public static final String RULE = "1 to 128 printable ASCII characters without spaces, such as a UUID";

    private static final int MAX_LENGTH = 128;
    private static final int TIME_ORDERED = 7;

    private TokenText() {}

    /** @throws IllegalArgumentException it is not as {@link #RULE} has it */
    public static ClientToken parse(String text) {
        boolean printable = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (text.isEmpty() || text.length() > MAX_LENGTH || !printable) {
            throw new IllegalArgumentException("a token has " + RULE);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256(text));
        return new ClientToken(new ChangeToken(digest.getLong(), digest.getLong()), sinceMillis(text));
    }

    private static long sinceMillis(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.version() == TIME_ORDERED ? uuid.getMostSignificantBits() >>> 16 : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
