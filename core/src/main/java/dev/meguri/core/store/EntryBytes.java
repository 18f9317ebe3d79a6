package dev.meguri.core.store;

/**
 * The accounted bytes of an entry: what it costs on a 64-bit JVM with compressed references and compact object headers, by
 * formula and not by measurement, so that every node and the simulator come to the same number.
 *
 * <ul>
 *   <li>packed: {@code COLUMN_BYTES + array(key + value)}
 *   <li>large: {@code COLUMN_BYTES + OBJECT_BYTES + array(key) + array(value)}
 * </ul>
 *
 * where {@code array(n)} is {@code 12 + n} rounded up to 8. A million entries with 16-byte keys and 100-byte values: 176 by
 * this formula, 177 measured; 192 and 193 with an expiry.
 */
final class EntryBytes {
    /**
     * Values up to this are packed into one array with their key, and copied when they are read; larger ones are kept as
     * they came. Higher: fewer bytes per entry; lower: cheaper reads.
     */
    static final int MAX_PACKED_VALUE_BYTES = 1_024;

    /**
     * Per entry in columns and indexes: reference 4, version 8, info 4, meta 4, hash 4, eviction order 8, slot table 7 (4 at
     * a load of 0.56), frequency sketch 6 (4 to 8), per-slot tables 3; expiry 8 and timing wheel 8 where used.
     */
    static final int COLUMN_BYTES = 48;

    static final int TIMED_BYTES = 16;

    /** The entry (40), key (24) and version (32) objects of one that is not packed. */
    static final int OBJECT_BYTES = 96;

    private static final int ARRAY_HEADER_BYTES = 12;

    private EntryBytes() {}

    static int of(Entry entry) {
        return of(entry.key().length(), entry.value().length, isTimed(entry), isPackable(entry)) + extra(entry);
    }

    /** What only entries that are not packed have. */
    static int extra(Entry entry) {
        return entry.trail().bytes() + entry.lineage().bytes();
    }

    static int of(int keyBytes, int valueBytes, boolean timed, boolean packed) {
        int columns = COLUMN_BYTES + (timed ? TIMED_BYTES : 0);
        return packed
                ? columns + array(keyBytes + valueBytes)
                : columns + OBJECT_BYTES + array(keyBytes) + array(valueBytes);
    }

    static boolean isPackable(Entry entry) {
        return entry.value().length <= MAX_PACKED_VALUE_BYTES
                && entry.trail().isEmpty()
                && entry.lineage().isNone();
    }

    /** Whether the timing wheel will have to do with it: what expires, and marks. */
    private static boolean isTimed(Entry entry) {
        return entry.expireAtMillis() != 0 || entry.isGone();
    }

    private static int array(int length) {
        return (ARRAY_HEADER_BYTES + length + 7) & ~7;
    }
}
