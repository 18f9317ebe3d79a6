package dev.meguri.client.error;

/** The client was closed before the call was sent. */
public final class ClientClosedException extends MeguriException {
    private static final long serialVersionUID = 1;

    public ClientClosedException() {
        super(Retry.USELESS, "the client is closed; nothing was changed by this call", null);
    }
}
