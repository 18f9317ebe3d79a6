package dev.meguri.manager.store;

/** The database could not be read or written. Nothing was changed; the same may work later. */
public final class StoreException extends RuntimeException {
    public StoreException(String what, Throwable cause) {
        super(what, cause);
    }
}
