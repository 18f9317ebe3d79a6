package dev.meguri.core.token;

/**
 * An idempotency token, as a client sends it with a write.
 *
 * @param sinceMillis when the client made the token, where the token tells (a UUID of version 7), in milliseconds since 1970;
 *     else 0
 */
public record ClientToken(ChangeToken token, long sinceMillis) {}
