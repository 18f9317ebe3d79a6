package dev.meguri.client.error;

/** Too many operations wait, at the node or in this client; nothing was changed. */
public final class OverloadedException extends MeguriException {
    private static final long serialVersionUID = 1;

    public OverloadedException(String message) {
        this(message, null);
    }

    public OverloadedException(String message, Throwable cause) {
        super(Retry.SAFE, message, cause);
    }
}
