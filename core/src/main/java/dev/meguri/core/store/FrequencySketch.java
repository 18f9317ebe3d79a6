package dev.meguri.core.store;

import java.util.Arrays;

/**
 * How often keys were used lately, approximately: a count-min sketch of 4-bit counters, four of them per key, halved after
 * ten increments per entry that there is room for, so that old fame fades.
 *
 * <p>After TinyLFU (Einziger, Friedman and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", 2017) and the
 * layout of Caffeine's FrequencySketch: a key's four counters lie in one block of 64 bytes, which is one cache line.
 * There are 16 to 32 counters per entry; the capacity doubles with the number of entries; both halves of a doubled table
 * start as copies, so estimates stay. A large table is in chunks: growing one allocates nothing large.
 */
final class FrequencySketch {
    static final int MAX_FREQUENCY = 15;

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int MIN_WORDS = 32;
    private static final int MAX_WORDS = 1 << 28;
    private static final long ONE_MASK = 0x1111111111111111L;
    private static final long RESET_MASK = 0x7777777777777777L;
    /** One word has 16 counters. Fewer entries for one: better estimates; more: fewer bytes per entry. */
    private static final int ENTRIES_PER_WORD = 1;

    private static final int SAMPLES_PER_WORD = 10 * ENTRIES_PER_WORD;

    /** One chunk while there is no need for more, which then may be smaller. Of several, those in which nothing is counted are null. */
    private long[][] chunks = {new long[MIN_WORDS]};

    private int words = MIN_WORDS;
    private int blockMask = (MIN_WORDS >>> 3) - 1;
    private long sampleSize = (long) SAMPLES_PER_WORD * MIN_WORDS;
    private long size;
    private boolean isUsed;

    /** Makes room for this many entries. Never shrinks. */
    void ensureCapacity(int entries) {
        while ((long) words * ENTRIES_PER_WORD < entries && words < MAX_WORDS) {
            if (words < CHUNK) {
                chunks[0] = Arrays.copyOf(chunks[0], words * 2);
                System.arraycopy(chunks[0], 0, chunks[0], words, words);
            } else {
                int before = chunks.length;
                chunks = Arrays.copyOf(chunks, before * 2);
                for (int i = 0; i < before && isUsed; i++) {
                    chunks[before + i] = chunks[i] == null ? null : chunks[i].clone();
                }
            }
            words *= 2;
            blockMask = (words >>> 3) - 1;
            sampleSize = (long) SAMPLES_PER_WORD * words;
        }
    }

    /** An estimate from 0 to {@link #MAX_FREQUENCY}; never too low but for the halving. */
    int frequency(int hash) {
        int blockHash = spread(hash);
        int counterHash = rehash(blockHash);
        int block = (blockHash & blockMask) << 3;
        long[] chunk = chunks[block >>> CHUNK_BITS];
        if (chunk == null) {
            return 0;
        }
        int first = block & (CHUNK - 1);
        int least = MAX_FREQUENCY;
        for (int i = 0; i < 4; i++) {
            int h = counterHash >>> (i << 3);
            int index = (h >>> 1) & 15;
            int offset = h & 1;
            int count = (int) ((chunk[first + offset + (i << 1)] >>> (index << 2)) & 0xFL);
            least = Math.min(least, count);
        }
        return least;
    }

    void increment(int hash) {
        isUsed = true;
        int blockHash = spread(hash);
        int counterHash = rehash(blockHash);
        int block = (blockHash & blockMask) << 3;
        long[] chunk = chunks[block >>> CHUNK_BITS];
        if (chunk == null) {
            chunk = new long[CHUNK];
            chunks[block >>> CHUNK_BITS] = chunk;
        }
        int first = block & (CHUNK - 1);
        boolean added = false;
        for (int i = 0; i < 4; i++) {
            int h = counterHash >>> (i << 3);
            added |= incrementAt(chunk, first + (h & 1) + (i << 1), ((h >>> 1) & 15) << 2);
        }
        if (added && ++size >= sampleSize) {
            halve();
        }
    }

    private static boolean incrementAt(long[] chunk, int word, int shift) {
        if (((chunk[word] >>> shift) & 0xFL) == MAX_FREQUENCY) {
            return false;
        }
        chunk[word] += 1L << shift;
        return true;
    }

    private void halve() {
        int odd = 0;
        for (long[] chunk : chunks) {
            for (int i = 0; chunk != null && i < chunk.length; i++) {
                odd += Long.bitCount(chunk[i] & ONE_MASK);
                chunk[i] = (chunk[i] >>> 1) & RESET_MASK;
            }
        }
        size = (size - (odd >>> 2)) >>> 1;
    }

    private static int spread(int hash) {
        int h = hash ^ (hash >>> 17);
        h *= 0xed5ad4bb;
        h ^= h >>> 11;
        h *= 0xac4c1b51;
        return h ^ (h >>> 15);
    }

    private static int rehash(int hash) {
        int h = hash * 0x31848bab;
        return h ^ (h >>> 14);
    }
}
