package dev.meguri.core.membership;

/** Why an operator's command was refused. Each says whether the same command may work later. */
public enum ManagerFailure {
    /** Ring version 1 does not exist yet; later. */
    NOT_FORMED,
    /** No such node; only after it registered. */
    NODE_NOT_FOUND,
    /** The node's state does not allow it; after the state changed. */
    NODE_STATE_CONFLICT,
    /** Slots are moving that belong to no job; later. */
    REBALANCE_RUNNING,
    REBALANCE_NOT_FOUND,
    /** The job is over, or cannot be taken back. */
    REBALANCE_STATE_CONFLICT,
    POLICY_NOT_FOUND,
    /** The consistency of an existing policy never changes. */
    POLICY_CONSISTENCY_FIXED,
    /** The default policy cannot be deleted. */
    DEFAULT_POLICY,
    /** Only the loss of slots that are lost can be accepted. */
    SLOTS_NOT_LOST,
    /** Another number of slots was confirmed than would begin anew. */
    LOSS_NOT_CONFIRMED
}
