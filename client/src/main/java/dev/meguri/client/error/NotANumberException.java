package dev.meguri.client.error;

/** The value there is no whole number of 64 bits, or the sum would be none; nothing was changed. */
public final class NotANumberException extends MeguriException {
    private static final long serialVersionUID = 1;

    public NotANumberException(String message) {
        this(message, null);
    }

    public NotANumberException(String message, Throwable cause) {
        super(Retry.USELESS, message, cause);
    }
}
