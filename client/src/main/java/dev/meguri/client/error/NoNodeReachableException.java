package dev.meguri.client.error;

/** No node could be connected to in the time that the call had; nothing was sent. */
public final class NoNodeReachableException extends MeguriException {
    private static final long serialVersionUID = 1;

    public NoNodeReachableException(String message) {
        this(message, null);
    }

    public NoNodeReachableException(String message, Throwable cause) {
        super(Retry.SAFE, message, cause);
    }
}
