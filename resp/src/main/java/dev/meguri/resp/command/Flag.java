package dev.meguri.resp.command;

import java.util.Locale;

/** What COMMAND tells of a command. */
public enum Flag {
    WRITE,
    READONLY,
    /** May make the memory fuller. */
    DENYOOM,
    ADMIN,
    PUBSUB,
    FAST,
    LOADING,
    STALE,
    NO_AUTH,
    /** Not in a transaction. */
    NO_MULTI;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As Redis writes it. */
    public String text() {
        return text;
    }
}
