package dev.meguri.client.error;

/** A node refused what was asked: a value too large, a time to live out of range; nothing was changed. */
public final class RefusedException extends MeguriException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        this(message, null);
    }

    public RefusedException(String message, Throwable cause) {
        super(Retry.USELESS, message, cause);
    }
}
