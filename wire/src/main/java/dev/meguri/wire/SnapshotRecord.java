package dev.meguri.wire;

/** What a record in a row of a snapshot is, by its first byte. Never changed: other numbers want another schema version. */
final class SnapshotRecord {
    /** A writer and a content type, which get the next number of the row, from 0. */
    static final byte ORIGIN = 1;

    /** All that earlier records say of a slot is void. */
    static final byte VOID_SLOT = 2;

    static final byte REMOVED = 3;
    /** An entry with an origin, and without tokens and lineage. */
    static final byte PLAIN_ENTRY = 4;
    /** Any entry, as peers exchange it. */
    static final byte ENTRY = 5;

    private SnapshotRecord() {}
}
