package dev.meguri.core.store;

/** What {@link Store#merge} did. */
public enum MergeOutcome {
    /** The entry is newer than what was there: the store changed. */
    APPLIED,
    /** The same or a newer one was there already (or nothing was, and the mark's grace is over): nothing changed. */
    ALREADY
}
