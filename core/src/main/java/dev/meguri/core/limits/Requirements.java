package dev.meguri.core.limits;

/** Argument and invariant checks that are always on. A failed one is a bug of the caller, never of a client's input. */
public final class Requirements {
    private Requirements() {}

    public static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what);
        }
    }

    public static void requireState(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what);
        }
    }
}
