package dev.meguri.client.error;

/** Too few replicas could be reached for the quorum that the policy asks for; nothing was changed. */
public final class NotEnoughReplicasException extends MeguriException {
    private static final long serialVersionUID = 1;

    public NotEnoughReplicasException(String message) {
        this(message, null);
    }

    public NotEnoughReplicasException(String message, Throwable cause) {
        super(Retry.SAFE, message, cause);
    }
}
