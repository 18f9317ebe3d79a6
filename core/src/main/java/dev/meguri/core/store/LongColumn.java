package dev.meguri.core.store;

import java.util.Arrays;

/** As {@link IntColumn}, of longs. */
final class LongColumn {
    private static final int CHUNK_BITS = 9;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private long[][] chunks = new long[4][];

    long get(int index) {
        int chunk = index >>> CHUNK_BITS;
        return chunk < chunks.length && chunks[chunk] != null ? chunks[chunk][index & (CHUNK - 1)] : 0;
    }

    void set(int index, long value) {
        int chunk = index >>> CHUNK_BITS;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
        }
        if (chunks[chunk] == null) {
            if (value == 0) {
                return;
            }
            chunks[chunk] = new long[CHUNK];
        }
        chunks[chunk][index & (CHUNK - 1)] = value;
    }
}
