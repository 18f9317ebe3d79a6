package dev.meguri.client.error;

/** What answers is no node of Meguri, or of another cluster, or of a version that does not know what was asked. */
public final class WrongServerException extends MeguriException {
    private static final long serialVersionUID = 1;

    public WrongServerException(String message) {
        this(message, null);
    }

    public WrongServerException(String message, Throwable cause) {
        super(Retry.USELESS, message, cause);
    }
}
