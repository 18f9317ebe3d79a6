package dev.meguri.chaos.fault;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.simulator.time.SplitMix64;

/**
 * How long processes stand still. Most of a run's pauses leave it time for other faults; a share of them is drawn from the
 * whole range, however short the run is, because what a node finds that wakes up depends on how long it was away: a peer that
 * was missed, a member that is DOWN, one whose slots others have taken over.
 */
final class Pauses {
    static final long LEAST_MILLIS = 1_000;
    static final double LONG_SHARE = 0.25;

    private static final long LEAST_CAP_MILLIS = 2_000;

    private final SplitMix64 random;
    private final long capMillis;
    private final long longestMillis;

    /**
     * @param forMillis of faults in the run
     * @param longestMillis of any pause, at least {@link #LEAST_MILLIS}
     */
    Pauses(SplitMix64 random, long forMillis, long longestMillis) {
        require(longestMillis >= LEAST_MILLIS, "longestMillis must be at least " + LEAST_MILLIS);
        this.random = random;
        this.longestMillis = longestMillis;
        this.capMillis = Math.min(longestMillis, Math.max(LEAST_CAP_MILLIS, forMillis / 4));
    }

    long nextMillis() {
        return random.between(LEAST_MILLIS, random.chance(LONG_SHARE) ? longestMillis : capMillis);
    }
}
