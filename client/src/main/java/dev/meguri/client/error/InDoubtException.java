package dev.meguri.client.error;

import dev.meguri.client.Receipt;

/**
 * A write may have been made, or may still be: nobody can say. Read before you write again; or make the same call again with
 * {@link #token}, which makes it once, for two minutes.
 */
public final class InDoubtException extends MeguriException {
    private static final long serialVersionUID = 1;

    private final String token;
    private final transient Receipt receipt;

    /** @param token that was sent with the write; null: none */
    public InDoubtException(String message, String token, Receipt receipt, Throwable cause) {
        super(Retry.ONLY_WITH_TOKEN, message, cause);
        this.token = token;
        this.receipt = receipt;
    }

    /** Null: the write was sent without one, and cannot be repeated safely. */
    public String token() {
        return token;
    }

    /** What is known: slot and ring version; {@link Receipt#inDoubt} is true. */
    public Receipt receipt() {
        return receipt;
    }
}
