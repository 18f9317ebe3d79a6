package dev.meguri.client.error;

/** The strong keys of the slot are gone with the memory of their voters, until an operator accepts that. */
public final class SlotLostException extends MeguriException {
    private static final long serialVersionUID = 1;

    public SlotLostException(String message) {
        this(message, null);
    }

    public SlotLostException(String message, Throwable cause) {
        super(Retry.USELESS, message, cause);
    }
}
