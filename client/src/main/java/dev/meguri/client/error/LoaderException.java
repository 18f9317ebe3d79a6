package dev.meguri.client.error;

/** An application's loader threw. Others, and the same call again, may load. */
public final class LoaderException extends MeguriException {
    private static final long serialVersionUID = 1;

    public LoaderException(String message) {
        this(message, null);
    }

    public LoaderException(String message, Throwable cause) {
        super(Retry.SAFE, message, cause);
    }
}
