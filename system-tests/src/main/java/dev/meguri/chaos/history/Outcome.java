package dev.meguri.chaos.history;

/** How an operation ended for its client. */
public enum Outcome {
    /** Done, or (a read, a delete) nothing was there. */
    OK,
    /** Definitely without effect: the condition did not hold. */
    CONDITION_FAILED,
    /** Definitely without effect: it was refused, or it never reached a node. */
    FAILED,
    /** Nobody knows: no answer came, or the answer says so. */
    IN_DOUBT
}
