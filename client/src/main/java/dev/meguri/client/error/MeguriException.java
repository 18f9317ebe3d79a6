package dev.meguri.client.error;

/** A call failed. Each kind of failure has its own type, and says whether the call may be made again. */
public abstract class MeguriException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Retry retry;

    protected MeguriException(Retry retry, String message, Throwable cause) {
        super(message, cause);
        this.retry = retry;
    }

    public final Retry retry() {
        return retry;
    }

    public final boolean isRetrySafe() {
        return retry == Retry.SAFE;
    }
}
