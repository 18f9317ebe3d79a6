package dev.meguri.simulator.time;

import static dev.meguri.core.limits.Requirements.require;

/**
 * A seeded stream of random numbers (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014). Every
 * concern of a run (latency, faults, workload, ...) has a stream of its own, so that one more draw in one of them leaves
 * the others as they were.
 */
public final class SplitMix64 {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private long state;

    private SplitMix64(long state) {
        this.state = state;
    }

    /** The stream of one concern in the run of this seed. */
    public static SplitMix64 of(long seed, String concern) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < concern.length(); i++) {
            h = (h ^ concern.charAt(i)) * 0x100000001b3L;
        }
        return new SplitMix64(mix(seed + GAMMA) ^ mix(h));
    }

    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}. */
    public int below(int bound) {
        require(bound > 0, "bound must be over 0");
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** From {@code least} to {@code most}, both included. */
    public long between(long least, long most) {
        require(least <= most, "least must not be over most");
        return least + Math.floorMod(nextLong(), most - least + 1);
    }

    /** True with this probability. */
    public boolean chance(double probability) {
        return probability > 0 && unit() < probability;
    }

    /** From 0 to 1, 1 excluded. */
    public double unit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Waiting time until the next of events that come independently, {@code mean} apart on average; at least 1. */
    public long exponential(long mean) {
        return Math.max(1, (long) (-Math.log(1 - unit()) * mean));
    }

    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
