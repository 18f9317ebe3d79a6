package dev.meguri.resp.command;

import java.util.Locale;

/** The families of commands, as COMMAND DOCS has them. */
public enum Group {
    CONNECTION,
    STRING,
    BITMAP,
    GENERIC,
    TRANSACTIONS,
    PUBSUB,
    CLUSTER,
    SERVER,
    MODULE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As Redis writes it. */
    public String text() {
        return text;
    }
}
