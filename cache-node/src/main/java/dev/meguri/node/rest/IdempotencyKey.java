package dev.meguri.node.rest;

import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.token.ClientToken;
import dev.meguri.node.token.TokenText;

/** The header {@code Idempotency-Key}: the token of one write. */
final class IdempotencyKey {
    private IdempotencyKey() {}

    /**
     * @param header null: none was sent
     * @throws ProblemException {@code invalid_request}
     */
    static ClientToken parse(String header) {
        if (header == null) {
            return null;
        }
        try {
            return TokenText.parse(unquoted(header.strip()));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    CacheHeaders.IDEMPOTENCY_KEY,
                    "Idempotency-Key must be " + TokenText.RULE + ".");
        }
    }

    /** It may come as a string of structured fields (RFC 9651), in quotes. */
    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
