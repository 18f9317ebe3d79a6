package dev.meguri.client.error;

/** Nobody serves the key's slot at the moment; nothing was changed. */
public final class UnavailableException extends MeguriException {
    private static final long serialVersionUID = 1;

    public UnavailableException(String message) {
        this(message, null);
    }

    public UnavailableException(String message, Throwable cause) {
        super(Retry.SAFE, message, cause);
    }
}
