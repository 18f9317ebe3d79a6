package dev.meguri.core.operation;

/** Why an operation failed. Each says whether a retry can help and whether the change may have been made. */
public enum Failure {
    /** Not enough replicas could be reached to start. Nothing was changed: retry. */
    NOT_ENOUGH_REPLICAS(true),
    /** A write was sent but too few replicas confirmed in time. It may have been made: read before a retry. */
    IN_DOUBT(true),
    /** No synced replica answered in time. Nothing was changed: retry. */
    UNAVAILABLE(true),
    /** The node has not joined a cluster yet. Nothing was changed: retry later or elsewhere. */
    NO_RING(true),
    /** Too many operations are in progress at this node. Nothing was changed: retry later. */
    OVERLOADED(true),
    /** The slot's strong keys are gone with most of its voters' memory. Nothing was changed: an operator has to accept it. */
    SLOT_LOST(false),
    /** The node's clock is further off than maxClockSkew, and this needs it. Nothing was changed: retry through another. */
    CLOCK_SKEW(true),
    /** The memory limit is reached and the policy evicts nothing. Nothing was changed: delete, or raise maxBytes. */
    MEMORY_LIMIT(false),
    /** The value is over the policy's maxValueBytes. Nothing was changed. */
    VALUE_TOO_LARGE(false),
    /** The TTL is negative or over ten years. Nothing was changed. */
    INVALID_TTL(false),
    /** The value there is no decimal integer of 64 bits. Nothing was changed. */
    NOT_A_NUMBER(false),
    /** The sum does not fit 64 bits. Nothing was changed. */
    NUMBER_OVERFLOW(false),
    /** The key's policy names a resolver that the coordinator does not have. Nothing was changed. */
    NO_RESOLVER(false);

    private final boolean retryable;

    Failure(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same operation may succeed later without any change to it. */
    public boolean isRetryable() {
        return retryable;
    }

    public boolean isInDoubt() {
        return this == IN_DOUBT;
    }
}
