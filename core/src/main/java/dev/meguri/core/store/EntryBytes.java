package dev.meguri.core.store;

/**
 * The accounted bytes of an entry: what it costs on a 64-bit JVM with compressed references, by formula and not by
 * measurement, so that every node and the simulator come to the same number.
 *
 * <p>{@code OVERHEAD_BYTES + padded(key) + padded(value)}, where an array of n bytes is padded to
 * {@code 16 + n} rounded up to 8.
 */
final class EntryBytes {
    /**
     * Everything but the key's and the value's arrays: the entry (40), its key (32) and version (32) objects, its columns in
     * the store (28), its place in the slot's index (4 at a load of about one half: 8) and in the frequency sketch (8),
     * rounded up.
     */
    static final int OVERHEAD_BYTES = 152;

    private static final int ARRAY_HEADER_BYTES = 16;

    private EntryBytes() {}

    static int of(Entry entry) {
        return of(entry.key().length(), entry.isGone() ? 0 : entry.value().length);
    }

    /** A mark's value is one array that all marks share: it costs nothing. */
    static int of(int keyBytes, int valueBytes) {
        return OVERHEAD_BYTES + padded(keyBytes) + (valueBytes == 0 ? 0 : padded(valueBytes));
    }

    private static int padded(int length) {
        return (ARRAY_HEADER_BYTES + length + 7) & ~7;
    }
}
