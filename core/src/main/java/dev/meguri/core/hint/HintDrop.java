package dev.meguri.core.hint;

/** Why a hint went without being delivered. */
public enum HintDrop {
    /** It was older than its lifetime; the slot is compared instead. */
    EXPIRED,
    /** There was no room to keep it; the slot is compared instead. */
    OVERFLOW,
    /** The replica could not take it; the slot is compared instead. */
    REFUSED,
    /** The replica is none of the key any more. */
    MOVED,
    /** Nothing of the key is left here to hand over: it was evicted, or its slot has left this node. */
    GONE
}
