package dev.meguri.core.hint;

import java.util.Arrays;

/**
 * What became of a shard's hints. Counters since the start, but the last two.
 *
 * @param kept writes that were kept for a replica; a newer one of the same key counts again
 * @param delivered hints that their replica has confirmed
 * @param dropped by {@link HintDrop#ordinal()}
 * @param hints kept now
 * @param bytes that they take now
 */
public record HintStats(long kept, long delivered, long[] dropped, long hints, long bytes) {
    public static final HintStats NONE = new HintStats(0, 0, new long[HintDrop.values().length], 0, 0);

    public long dropped(HintDrop reason) {
        return dropped[reason.ordinal()];
    }

    /** Of two shards. */
    public HintStats plus(HintStats other) {
        long[] sum = Arrays.copyOf(dropped, dropped.length);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.dropped[i];
        }
        return new HintStats(
                kept + other.kept, delivered + other.delivered, sum, hints + other.hints, bytes + other.bytes);
    }
}
