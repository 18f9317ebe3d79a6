package dev.meguri.api.cluster;

import java.util.Locale;

/** Every type of event in the log. */
public enum EventType {
    MANAGER_STARTED,
    CLUSTER_FORMED,
    NODE_ADDED,
    NODE_STANDBY,
    NODE_SUSPECT,
    NODE_DOWN,
    NODE_RETURNED,
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
    SLOTS_LOST,
    SLOTS_RESET,
    FAULT_INJECTED,
    FAULT_HEALED,
    STATE_RECOVERED;

    /** {@code node_added}: what documents carry. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
