package dev.meguri.manager.store;

/** The database opens, but what it holds cannot be understood: it must not be trusted. */
public final class CorruptDatabaseException extends RuntimeException {
    public CorruptDatabaseException(String what, Throwable cause) {
        super(what, cause);
    }
}
