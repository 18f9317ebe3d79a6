package dev.meguri.node.rest;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.Key;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The key in a request's path, byte for byte: everything after the prefix, percent-decoded once. Routers tidy paths up
 * ({@code a//b}, {@code a/./b}), keys must stay as they are.
 */
final class KeyPath {
    static final String PREFIX = "/api/cache/";
    private static final String LEASES = "/api/leases/";

    private KeyPath() {}

    /**
     * @param rawPath as it came over the wire
     * @param routed what the router made of it: used where the path does not begin with the prefix
     * @throws ProblemException when it is no key
     */
    static Key key(String rawPath, String routed) {
        return key(PREFIX, rawPath, routed);
    }

    /** The same in the path of a lease. */
    static Key leased(String rawPath, String routed) {
        return key(LEASES, rawPath, routed);
    }

    private static Key key(String prefix, String rawPath, String routed) {
        return key(rawPath.startsWith(prefix) ? decode(rawPath.substring(prefix.length())) : utf8(routed));
    }

    /** @throws ProblemException when it is no key */
    static Key key(String text) {
        return key(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Key key(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > Limits.MAX_KEY_BYTES) {
            throw new ProblemException(
                    ErrorCode.KEY_TOO_LARGE,
                    "key",
                    "The key has " + bytes.length + " bytes; 1 to " + Limits.MAX_KEY_BYTES
                            + " are allowed. Use a shorter key, or a hash of it.");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw malformed();
        }
        if (ClearKey.isReserved(bytes) || LeaseKey.isReserved(bytes)) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, "key", "Keys of this name are the cluster's own. Use another one.");
        }
        return Key.of(bytes);
    }

    private static byte[] decode(String path) {
        byte[] raw = utf8(path);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.write(raw[i]);
                continue;
            }
            boolean whole = i + 2 < raw.length;
            int high = whole ? Character.digit(raw[i + 1], 16) : -1;
            int low = whole ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw malformed();
            }
            decoded.write(high << 4 | low);
            i += 2;
        }
        return decoded.toByteArray();
    }

    private static ProblemException malformed() {
        return new ProblemException(
                ErrorCode.INVALID_REQUEST, "key", "The key must be UTF-8, percent-encoded where the path needs it.");
    }
}
