package dev.meguri.core.message;

/** Why a replica did not do what a message about a slot asked. */
public enum NackReason {
    /** The sender's epoch of the slot is older than ours: it is to fetch our state and try again. */
    STALE_EPOCH,
    /** Ours is older than the sender's; we are fetching its state. It is to try again soon. */
    BEHIND,
    /** Only the serving primary does this, and we are not it, or not synced yet. It is to try again soon. */
    NOT_PRIMARY,
    /** A forwarded write is older than what is there. Its sender is to try again under a newer version, if it still waits. */
    TOO_LATE,
    /** The version is further ahead of our clock than maxClockSkew. Not to be retried unchanged. */
    CLOCK_SKEW,
    /** No room, and the policy evicts nothing. Not to be retried unchanged. */
    MEMORY_LIMIT,
    /** The key's policy names a resolver that we do not have. Not to be retried unchanged. */
    NO_RESOLVER
}
