package dev.meguri.node.rest;

import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.token.ChangeToken;
import dev.meguri.core.token.ClientToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The header {@code Idempotency-Key}: any text that the client chose for one write. A UUID of version 7 tells when it was
 * made, by which one that was forgotten on a very busy key is recognised as such; others are, as far as their key has room for
 * their names ({@code Forgotten} in core).
 */
final class IdempotencyKey {
    private static final int MAX_LENGTH = 128;
    private static final int TIME_ORDERED = 7;

    private IdempotencyKey() {}

    /**
     * @param header null: none was sent
     * @throws ProblemException {@code invalid_request}
     */
    static ClientToken parse(String header) {
        if (header == null) {
            return null;
        }
        String text = unquoted(header.strip());
        boolean printable = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (text.isEmpty() || text.length() > MAX_LENGTH || !printable) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    CacheHeaders.IDEMPOTENCY_KEY,
                    "Idempotency-Key must be 1 to " + MAX_LENGTH
                            + " printable ASCII characters without spaces, such as a UUID.");
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256(text));
        return new ClientToken(new ChangeToken(digest.getLong(), digest.getLong()), sinceMillis(text));
    }

    /** It may come as a string of structured fields (RFC 9651), in quotes. */
    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
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
