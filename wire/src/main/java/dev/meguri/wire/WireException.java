package dev.meguri.wire;

/**
 * Bytes from another process that are no message: truncated, too large, of an unknown kind, or with a field missing or out
 * of range. Nothing was applied. The connection they came over cannot be trusted further and is to be closed.
 */
public final class WireException extends Exception {
    public WireException(String what) {
        super(what);
    }

    public WireException(String what, Throwable cause) {
        super(what, cause);
    }
}
