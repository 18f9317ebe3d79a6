package dev.meguri.core.store;

/**
 * The accounted bytes of an entry: what it costs on a 64-bit JVM with compressed references and compact object headers, by
 * formula and not by measurement, so that every node and the simulator come to the same number.
 *
 * <ul>
 *   <li>packed: {@code COLUMN_BYTES + array(packed)}, see {@link PackedEntry}
 *   <li>large: {@code COLUMN_BYTES + OBJECT_BYTES + array(key) + array(value)}
 * </ul>
 *
 * where {@code array(n)} is {@code 12 + n} rounded up to 8; {@code TIMED_BYTES} more where the timing wheel has to do with it.
 */
final class EntryBytes {
    /**
     * Values up to this are packed into one array with their key, and copied when they are read; larger ones are kept as
     * they came. Higher: fewer bytes per entry; lower: cheaper reads.
     */
    static final int MAX_PACKED_VALUE_BYTES = 1_024;

    /**
     * Per entry in columns and indexes: reference 4, meta 4, eviction order 8, slot table 5 (4 at a load of 0.67 to 0.83),
     * frequency sketch 10 (8 to 16), per-slot objects 1.
     */
    static final int COLUMN_BYTES = 32;

    /** Timing wheel. */
    static final int TIMED_BYTES = 8;

    /** The entry (40), key (24) and version (32) objects of one that is not packed. */
    static final int OBJECT_BYTES = 96;

    private static final int ARRAY_HEADER_BYTES = 12;

    private EntryBytes() {}

    static int of(Entry entry) {
        return isPackable(entry) ? ofPacked(PackedEntry.lengthOf(entry), isTimed(entry)) : ofUnpacked(entry);
    }

    static int ofPacked(int packedBytes, boolean timed) {
        return columns(timed) + array(packedBytes);
    }

    static int ofUnpacked(Entry entry) {
        return columns(isTimed(entry))
                + OBJECT_BYTES
                + array(entry.key().length())
                + array(entry.value().length)
                + extra(entry);
    }

    /** What only entries that are not packed have. */
    static int extra(Entry entry) {
        return entry.trail().bytes() + entry.lineage().bytes();
    }

    static boolean isPackable(Entry entry) {
        return entry.value().length <= MAX_PACKED_VALUE_BYTES
                && entry.trail().isEmpty()
                && entry.lineage().isNone()
                && PackedEntry.canHold(entry);
    }

    /** Whether the timing wheel will have to do with it: what expires, and marks. */
    private static boolean isTimed(Entry entry) {
        return entry.expireAtMillis() != 0 || entry.isGone();
    }

    private static int columns(boolean timed) {
        return COLUMN_BYTES + (timed ? TIMED_BYTES : 0);
    }

    private static int array(int length) {
        return (ARRAY_HEADER_BYTES + length + 7) & ~7;
    }
}
