package dev.meguri.client.error;

/** The codec cannot write the value, or cannot read what is stored. */
public final class CodecException extends MeguriException {
    private static final long serialVersionUID = 1;

    public CodecException(String message) {
        this(message, null);
    }

    public CodecException(String message, Throwable cause) {
        super(Retry.USELESS, message, cause);
    }
}
