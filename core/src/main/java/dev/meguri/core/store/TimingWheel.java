package dev.meguri.core.store;

import static dev.meguri.core.limits.Requirements.require;

import java.util.function.IntToLongFunction;

/**
 * A hierarchical timing wheel (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", 1987): handles with a due
 * millisecond; scheduling, cancelling and firing are O(1) per handle.
 *
 * <p>Eight levels of 64 buckets: level L covers 64^(L+1) milliseconds. A handle sits at the level of the highest base-64
 * digit in which its due time differs from the wheel's own time; when the wheel reaches such a bucket its handles fall to
 * lower levels. A bit per bucket finds the next one without walking over empty ones.
 *
 * <p>The wheel's own time never goes back. While the caller's clock is behind it, nothing fires.
 */
final class TimingWheel {
    private static final int DIGIT_BITS = 6;
    private static final int BUCKETS = 1 << DIGIT_BITS;
    private static final int LEVELS = 8;
    private static final long MAX_MILLIS = (1L << (DIGIT_BITS * LEVELS)) - 1;
    private static final int PENDING = LEVELS * BUCKETS + 1;

    private final Links links = new Links(PENDING);
    private final IntToLongFunction dueMillis;
    private final long[] occupied = new long[LEVELS];
    private long wheelMillis;
    private int size;
    private int looked;

    /** @param dueMillis the due time of a scheduled handle; asked again whenever its bucket is reached */
    TimingWheel(IntToLongFunction dueMillis) {
        this.dueMillis = dueMillis;
    }

    int size() {
        return size;
    }

    boolean isScheduled(int handle) {
        return links.isLinked(handle);
    }

    void schedule(int handle, long dueAtMillis, long nowMillis) {
        require(dueAtMillis >= 0, "a due time must not be negative");
        if (size == 0) {
            wheelMillis = Math.max(wheelMillis, Math.min(nowMillis, MAX_MILLIS));
        }
        size++;
        place(handle, Math.min(dueAtMillis, MAX_MILLIS));
    }

    void cancel(int handle) {
        int emptied = links.remove(handle);
        if (emptied != Links.NONE && emptied != PENDING) {
            clear(emptied);
        }
        size--;
    }

    /** Starts a turn of {@link #poll}: what was looked at counts from zero again. */
    void startTurn() {
        looked = 0;
    }

    /**
     * Takes one handle whose due time has come out of the wheel, or returns {@link Links#NONE}: nothing is due, or
     * {@code limit} handles were looked at in this turn.
     */
    int poll(long nowMillis, int limit) {
        if (nowMillis < wheelMillis) {
            return Links.NONE;
        }
        while (looked < limit) {
            int handle = links.first(PENDING);
            if (handle != Links.NONE) {
                looked++;
                links.remove(handle);
                long due = Math.min(dueMillis.applyAsLong(handle), MAX_MILLIS);
                if (due <= nowMillis) {
                    size--;
                    return handle;
                }
                place(handle, due);
            } else if (!advance(nowMillis)) {
                return Links.NONE;
            }
        }
        return Links.NONE;
    }

    /**
     * When {@link #poll} has something to do: at most the due time of every handle, and exact within 64 milliseconds;
     * {@link Long#MAX_VALUE} when the wheel is empty.
     */
    long nextMillis() {
        if (!links.isEmpty(PENDING)) {
            return wheelMillis;
        }
        for (int level = 0; level < LEVELS; level++) {
            if (occupied[level] != 0) {
                return startOf(level, Long.numberOfTrailingZeros(occupied[level]));
            }
        }
        return Long.MAX_VALUE;
    }

    /** Moves the wheel's time to the next occupied bucket that is not after now. False when there is none. */
    private boolean advance(long nowMillis) {
        for (int level = 0; level < LEVELS; level++) {
            if (occupied[level] != 0) {
                int bucket = Long.numberOfTrailingZeros(occupied[level]);
                long start = startOf(level, bucket);
                if (start > nowMillis) {
                    break;
                }
                wheelMillis = start;
                occupied[level] &= ~(1L << bucket);
                links.splice(head(level, bucket), PENDING);
                return true;
            }
        }
        wheelMillis = Math.min(nowMillis, MAX_MILLIS);
        return false;
    }

    private void place(int handle, long due) {
        if (due <= wheelMillis) {
            links.append(PENDING, handle);
            return;
        }
        int level = (63 - Long.numberOfLeadingZeros(due ^ wheelMillis)) / DIGIT_BITS;
        int bucket = (int) (due >>> (level * DIGIT_BITS)) & (BUCKETS - 1);
        occupied[level] |= 1L << bucket;
        links.append(head(level, bucket), handle);
    }

    private long startOf(int level, int bucket) {
        int shift = level * DIGIT_BITS;
        return ((wheelMillis >>> (shift + DIGIT_BITS)) << (shift + DIGIT_BITS)) | ((long) bucket << shift);
    }

    private static int head(int level, int bucket) {
        return level * BUCKETS + bucket + 1;
    }

    private void clear(int head) {
        occupied[(head - 1) / BUCKETS] &= ~(1L << ((head - 1) % BUCKETS));
    }
}
