package dev.meguri.client.error;

/** A loader takes longer than the load timeout, here or in another process. */
public final class LoadTimedOutException extends MeguriException {
    private static final long serialVersionUID = 1;

    public LoadTimedOutException(String message) {
        this(message, null);
    }

    public LoadTimedOutException(String message, Throwable cause) {
        super(Retry.SAFE, message, cause);
    }
}
