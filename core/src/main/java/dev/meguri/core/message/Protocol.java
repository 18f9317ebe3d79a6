package dev.meguri.core.message;

/**
 * The version of what nodes tell each other and the manager. A cluster's nodes speak one: two nodes of different versions
 * refuse each other, so the manager refuses at once whom its nodes would refuse.
 */
public final class Protocol {
    /** Nodes whose registration says no version. */
    public static final int FIRST = 1;

    /**
     * What this build speaks. 2: messages to channels, what a turn says about strong keys as one message, and registrations that
     * say the version. 3: who begins to serve slots tells who served them before.
     */
    public static final int VERSION = 3;

    private Protocol() {}
}
