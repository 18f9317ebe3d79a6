package dev.meguri.resp.codec;

/** What came is not the Redis protocol, or over a bound: the connection is told, in Redis' words, and closed. */
public final class ProtocolException extends Exception {
    /** @param message without "ERR Protocol error: " */
    public ProtocolException(String message) {
        super(message, null, false, false);
    }
}
