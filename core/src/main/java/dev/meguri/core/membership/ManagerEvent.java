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
    /** The memory of slots is gone, and their keys are refused; or their last copies were given up with a node. */
    SLOTS_LOST,
    /** Slots whose memory was lost begin anew: an operator accepted it, or the policies say so. */
    SLOTS_RESET,
    /** Something outside breaks a node's network or its process on purpose. */
    FAULT_INJECTED,
    FAULT_HEALED,
    /** A newer state than the stored one was learned from a node. */
    STATE_RECOVERED
}
