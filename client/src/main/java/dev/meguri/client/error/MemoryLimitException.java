package dev.meguri.client.error;

/** The memory limit is reached, and the policy evicts nothing; nothing was changed. */
public final class MemoryLimitException extends MeguriException {
    private static final long serialVersionUID = 1;

    public MemoryLimitException(String message) {
        this(message, null);
    }

    public MemoryLimitException(String message, Throwable cause) {
        super(Retry.USELESS, message, cause);
    }
}
