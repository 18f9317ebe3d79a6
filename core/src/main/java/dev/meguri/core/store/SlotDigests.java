package dev.meguri.core.store;

import dev.meguri.core.limits.Limits;

/**
 * The digests of a slot by the exact number of replicas of its entries' policies. Most slots have entries of one number
 * alone, and then no array.
 */
final class SlotDigests {
    private int first;
    private long digestOfFirst;
    /** By number of replicas; null while there is only the first. */
    private long[] others;

    void toggle(int replicas, long digest) {
        if (first == 0) {
            first = replicas;
        }
        if (replicas == first) {
            digestOfFirst ^= digest;
        } else {
            if (others == null) {
                others = new long[Limits.MAX_REPLICAS + 1];
            }
            others[replicas] ^= digest;
        }
    }

    void clear() {
        first = 0;
        digestOfFirst = 0;
        others = null;
    }

    /** Of the entries that have at least so many copies. */
    long of(int copies) {
        long digest = first >= copies ? digestOfFirst : 0;
        if (others != null) {
            for (int replicas = copies; replicas <= Limits.MAX_REPLICAS; replicas++) {
                digest ^= others[replicas];
            }
        }
        return digest;
    }
}
