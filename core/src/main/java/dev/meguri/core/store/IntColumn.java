package dev.meguri.core.store;

import java.util.Arrays;

/** A growing column of ints, zero where never set. Grows by chunks, so that growing copies nothing and wastes little. */
final class IntColumn {
    private static final int CHUNK_BITS = 9;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private int[][] chunks = new int[4][];

    int get(int index) {
        int chunk = index >>> CHUNK_BITS;
        return chunk < chunks.length && chunks[chunk] != null ? chunks[chunk][index & (CHUNK - 1)] : 0;
    }

    void set(int index, int value) {
        int chunk = index >>> CHUNK_BITS;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
        }
        if (chunks[chunk] == null) {
            if (value == 0) {
                return;
            }
            chunks[chunk] = new int[CHUNK];
        }
        chunks[chunk][index & (CHUNK - 1)] = value;
    }
}
