package dev.meguri.client.error;

/** No answer to a read came in time. */
public final class TimedOutException extends MeguriException {
    private static final long serialVersionUID = 1;

    public TimedOutException(String message) {
        this(message, null);
    }

    public TimedOutException(String message, Throwable cause) {
        super(Retry.SAFE, message, cause);
    }
}
