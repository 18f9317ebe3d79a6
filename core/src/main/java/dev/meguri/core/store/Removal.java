package dev.meguri.core.store;

/** Why an entry went away. The first three can be stored as marks (see {@link Entry}); all are counted. */
public enum Removal {
    /** Its time was over. The mark has the version of the value that expired. */
    EXPIRED,
    /** Memory was needed. The mark has the version of the value that was evicted: exactly this version is gone. */
    EVICTED,
    /** A client deleted it. The mark is a tombstone with a version of its own. */
    DELETED,
    /** A newer version took its place. */
    REPLACED,
    /** Its slot moved to other nodes. */
    MOVED,
    /** The memory that held it is gone. */
    LOST;

    /** Whether an entry can be the mark of such a removal. */
    public boolean isMark() {
        return this == EXPIRED || this == EVICTED || this == DELETED;
    }
}
