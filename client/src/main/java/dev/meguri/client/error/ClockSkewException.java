package dev.meguri.client.error;

/** Clocks of nodes are further apart than they may be; nothing was changed. */
public final class ClockSkewException extends MeguriException {
    private static final long serialVersionUID = 1;

    public ClockSkewException(String message) {
        this(message, null);
    }

    public ClockSkewException(String message, Throwable cause) {
        super(Retry.SAFE, message, cause);
    }
}
