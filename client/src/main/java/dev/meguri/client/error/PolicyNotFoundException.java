package dev.meguri.client.error;

/** There is no policy for this prefix. */
public final class PolicyNotFoundException extends MeguriException {
    private static final long serialVersionUID = 1;

    public PolicyNotFoundException(String message) {
        this(message, null);
    }

    public PolicyNotFoundException(String message, Throwable cause) {
        super(Retry.USELESS, message, cause);
    }
}
