package dev.meguri.simulator.faults;

/** What can go wrong in a run. */
public enum FaultKind {
    /** A node's process ends at once; it comes back with its last snapshot. */
    CRASH,
    /** A node's process ends at once, and its disk is lost. */
    CRASH_AND_DISK_LOSS,
    /** A node is stopped cleanly and started again. */
    STOP,
    /** A node does nothing for a while; what reaches it waits. */
    PAUSE,
    /** Nothing gets from one node to another, nor back. */
    CUT,
    /** Nothing gets from one node to another; the way back is open. */
    CUT_ONE_WAY,
    /** A node reaches nobody at all, and nobody reaches it. */
    ISOLATE,
    /** The nodes fall into two groups; the manager is in one of them. */
    SPLIT,
    /** The way between a node and the manager is cut. */
    CUT_FROM_MANAGER,
    /** The manager's process ends, perhaps between two effects of a step, and starts again from its database. */
    MANAGER_CRASH,
    /** The manager's database is lost, or replaced by an older copy of it, while everything else is well. */
    MANAGER_DATABASE_LOSS,
    /** Many messages between two nodes vanish. */
    LOSS,
    /** All messages between two nodes are late. */
    DELAY,
    /** Between all nodes messages vanish, arrive twice, and old ones arrive again. */
    WEATHER,
    /** What one node sends another waits for up to 5 s, and then arrives all at once. */
    CLOG,
    /** Every node reaches its two neighbours only; all reach the manager. */
    RING,
    /** The way between two nodes is cut and healed again and again. */
    FLAP,
    /** The wall clock of a node or of the manager jumps by up to a minute, and later back. */
    CLOCK_JUMP,
    /** A node cannot write its snapshots. */
    DISK_FULL,
    /** A node's process ends while it writes its snapshot: what is on the disk is torn, and set aside at the start. */
    TORN_SNAPSHOT,
    /** Some nodes, fewer than half, crash at the same time. */
    CRASH_SOME,
    /** All nodes crash at about the same time, and come back with their last snapshots. */
    CRASH_ALL,
    /** All nodes are stopped cleanly and started again. */
    STOP_ALL,
    /** A spare node joins the cluster. Nothing is wrong with that. */
    JOIN,
    /** A node is drained. Nothing is wrong with that. */
    DRAIN,
    /** An operator asks for a rebalance. Nothing is wrong with that. */
    REBALANCE,
    /** An operator changes a policy. Nothing is wrong with that. */
    POLICY,
    /** An operator pauses the rebalance job for a while, or cancels it. Nothing is wrong with that. */
    STEER;

    /** Whether this is an operator's doing, during which clients must not see a failure. */
    public boolean isOperation() {
        return this == JOIN || this == DRAIN || this == REBALANCE || this == POLICY || this == STEER;
    }
}
