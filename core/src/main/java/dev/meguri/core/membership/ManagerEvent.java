package dev.meguri.core.membership;

/** Types of the events in the manager's log. */
public enum ManagerEvent {
    MANAGER_STARTED,
    CLUSTER_FORMED,
    /** A node became a member that holds slots, or a STANDBY one was admitted. */
    NODE_ADDED,
    /** A node waits as a member without slots. */
    NODE_STANDBY,
    NODE_SUSPECT,
    NODE_DOWN,
    /** A member registered anew, or was heard of again: it is being repaired. */
    NODE_RETURNED,
    /** A member is ACTIVE again. */
    NODE_RECOVERED,
    NODE_LEAVING,
    NODE_DRAINED,
    NODE_REMOVED,
    NODE_REFUSED,
    REBALANCE_STARTED,
    REBALANCE_PAUSED,
    REBALANCE_RESUMED,
    REBALANCE_FINISHED,
    REBALANCE_CANCELLED,
    POLICY_CHANGED,
    POLICY_DELETED,
    /** The last copies of slots were given up. */
    SLOTS_LOST,
    /** A newer state than the stored one was learned from a node. */
    STATE_RECOVERED
}
