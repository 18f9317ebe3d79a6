package dev.meguri.chaos.figures;

import java.util.Arrays;

/** When something succeeded, by {@link System#nanoTime}. Written by several threads, read by another. */
final class Instants {
    private long[] nanos = new long[1_024];
    private int size;

    synchronized void add(long at) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = at;
    }

    /** The longest time between two neighbours from one moment to another, both counted as one. Nanoseconds. */
    synchronized long longestGap(long from, long to) {
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        long last = from;
        long longest = 0;
        for (long at : sorted) {
            if (at - from > 0 && to - at > 0) {
                longest = Math.max(longest, at - last);
                last = at;
            }
        }
        return Math.max(longest, to - last);
    }

    synchronized void clear() {
        size = 0;
    }
}
