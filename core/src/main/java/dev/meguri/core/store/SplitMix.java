package dev.meguri.core.store;

/** SplitMix64 (Steele, Lea and Flood, 2014): small, fast, and the same everywhere for the same seed. */
final class SplitMix {
    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 (included) to {@code bound} (excluded); {@code bound} must be positive. */
    long below(long bound) {
        return (next() >>> 1) % bound;
    }
}
