package dev.meguri.chaos.fault;

import java.util.Locale;

/** What a run does to its cluster. The words are those of the simulator and of the fault API. */
public enum ChaosKind {
    /** kill -9 of one node, and its start some time later. */
    CRASH,
    /** The same with each node, one after the other. */
    CRASH_IN_TURN,
    /** All nodes at once: what their snapshots do not have is gone. */
    CRASH_ALL,
    /** SIGSTOP, and SIGCONT some time later. */
    PAUSE,
    /** Nothing passes between two nodes. */
    CUT,
    /** Nothing passes from one node to another; the way back is open. */
    CUT_ONE_WAY,
    /** A node reaches nobody, not the manager either. */
    ISOLATE,
    CUT_FROM_MANAGER,
    DELAY,
    LOSS,
    DUPLICATION,
    SLOW,
    /** kill -9 of the manager, and its start some time later. */
    MANAGER_CRASH,
    /** One node more, or a drained one asked back. Nothing is wrong with that. */
    JOIN,
    /** A node's slots move away. Nothing is wrong with that. */
    DRAIN;

    /** {@code cut_one_way}: as histories have it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
