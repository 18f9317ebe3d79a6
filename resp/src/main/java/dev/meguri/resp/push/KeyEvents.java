package dev.meguri.resp.push;

import dev.meguri.resp.command.Command;
import java.util.Arrays;

/**
 * Events by Redis' names, of what became of a key. What was there and what is there now say most; which command did it is known
 * only of those that came to this node, and says the rest.
 */
public final class KeyEvents {
    /** What becomes of a key without a value. */
    public enum Gone {
        DELETED,
        EXPIRED,
        EVICTED,
        /** It is not gone for clients: it is kept elsewhere, or lost. Nothing is told. */
        ELSEWHERE
    }

    /** Is told events, in their order. */
    @FunctionalInterface
    public interface Listener {
        /** @param flag the class of the event, of {@link KeyspaceFlags} */
        void event(int flag, String event);
    }

    private KeyEvents() {}

    /**
     * The event that a command makes of a key that it changes; null: what became of the key tells.
     *
     * @param isFirst whether it is the first of the command's keys
     */
    public static String of(Command command, boolean isFirst) {
        return switch (command) {
            case SET, SETNX, SETEX, PSETEX, GETSET, MSET, MSETNX, MEGURI_SET -> "set";
            case INCR, DECR, INCRBY, DECRBY, MEGURI_INCR -> "incrby";
            case INCRBYFLOAT -> "incrbyfloat";
            case APPEND -> "append";
            case SETRANGE -> "setrange";
            case SETBIT -> "setbit";
            case RENAME, RENAMENX -> isFirst ? "rename_from" : "rename_to";
            case COPY -> "copy_to";
            default -> null;
        };
    }

    /** A value came or was replaced. @param before null: there was none. @param cause of {@link #of} */
    public static void changed(
            byte[] before, long expireBefore, byte[] after, long expireAfter, String cause, Listener told) {
        if (before == null) {
            told.event(KeyspaceFlags.NEW, "new");
        }
        boolean expires = expireAfter != 0 && (before == null || expireAfter != expireBefore);
        if (cause == null && expireAfter != expireBefore && before != null && Arrays.equals(before, after)) {
            told.event(KeyspaceFlags.GENERIC, expires ? "expire" : "persist");
        } else if (cause != null && (cause.startsWith("rename") || cause.startsWith("copy"))) {
            told.event(KeyspaceFlags.GENERIC, cause);
        } else {
            told.event(KeyspaceFlags.STRING, cause == null ? "set" : cause);
            if (expires) {
                told.event(KeyspaceFlags.GENERIC, "expire");
            }
        }
    }

    /** A value went. @param cause of {@link #of} */
    public static void gone(Gone how, String cause, Listener told) {
        switch (how) {
            case DELETED -> told.event(KeyspaceFlags.GENERIC, "rename_from".equals(cause) ? cause : "del");
            case EXPIRED -> told.event(KeyspaceFlags.EXPIRED, "expired");
            case EVICTED -> told.event(KeyspaceFlags.EVICTED, "evicted");
            case ELSEWHERE -> {}
        }
    }
}
