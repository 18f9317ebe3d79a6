package dev.meguri.core.store;

import java.util.Arrays;

/**
 * How often keys were used lately, approximately: a count-min sketch of 4-bit counters, four of them per key, halved after
 * every {@code 10 * capacity} increments so that old fame fades.
 *
 * <p>After TinyLFU (Einziger, Friedman and Manes, "TinyLFU: A Highly Efficient Cache Admission Policy", 2017) and the
 * layout of Caffeine's FrequencySketch: a key's four counters lie in one block of 64 bytes, which is one cache line.
 * The capacity doubles with the number of entries; both halves of a doubled table start as copies, so estimates stay.
 */
final class FrequencySketch {
    static final int MAX_FREQUENCY = 15;

    private static final int MIN_CAPACITY = 64;
    private static final long ONE_MASK = 0x1111111111111111L;
    private static final long RESET_MASK = 0x7777777777777777L;
    private static final int SAMPLES_PER_ENTRY = 10;

    private long[] table = new long[MIN_CAPACITY];
    private int blockMask = (MIN_CAPACITY >>> 3) - 1;
    private long sampleSize = (long) SAMPLES_PER_ENTRY * MIN_CAPACITY;
    private long size;

    /** Makes room for this many entries. Never shrinks. */
    void ensureCapacity(int entries) {
        while (table.length < entries && table.length < (1 << 28)) {
            int length = table.length;
            table = Arrays.copyOf(table, length * 2);
            System.arraycopy(table, 0, table, length, length);
            blockMask = (table.length >>> 3) - 1;
            sampleSize = (long) SAMPLES_PER_ENTRY * table.length;
        }
    }

    /** An estimate from 0 to {@link #MAX_FREQUENCY}; never too low but for the halving. */
    int frequency(int hash) {
        int blockHash = spread(hash);
        int counterHash = rehash(blockHash);
        int block = (blockHash & blockMask) << 3;
        int least = MAX_FREQUENCY;
        for (int i = 0; i < 4; i++) {
            int h = counterHash >>> (i << 3);
            int index = (h >>> 1) & 15;
            int offset = h & 1;
            int count = (int) ((table[block + offset + (i << 1)] >>> (index << 2)) & 0xFL);
            least = Math.min(least, count);
        }
        return least;
    }

    void increment(int hash) {
        int blockHash = spread(hash);
        int counterHash = rehash(blockHash);
        int block = (blockHash & blockMask) << 3;
        boolean added = false;
        for (int i = 0; i < 4; i++) {
            int h = counterHash >>> (i << 3);
            added |= incrementAt(block + (h & 1) + (i << 1), ((h >>> 1) & 15) << 2);
        }
        if (added && ++size >= sampleSize) {
            halve();
        }
    }

    private boolean incrementAt(int word, int shift) {
        if (((table[word] >>> shift) & 0xFL) == MAX_FREQUENCY) {
            return false;
        }
        table[word] += 1L << shift;
        return true;
    }

    private void halve() {
        int odd = 0;
        for (int i = 0; i < table.length; i++) {
            odd += Long.bitCount(table[i] & ONE_MASK);
            table[i] = (table[i] >>> 1) & RESET_MASK;
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
