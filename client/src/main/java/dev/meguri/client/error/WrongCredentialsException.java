package dev.meguri.client.error;

/** A node refused the password, or wants one. */
public final class WrongCredentialsException extends MeguriException {
    private static final long serialVersionUID = 1;

    public WrongCredentialsException(String message) {
        this(message, null);
    }

    public WrongCredentialsException(String message, Throwable cause) {
        super(Retry.USELESS, message, cause);
    }
}
