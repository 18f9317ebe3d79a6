package dev.meguri.demo;

/**
 * The calls since the start or the last reset. Medians are over the last 512 calls of their kind, null without any.
 *
 * @param shared misses that waited for another call's miss instead of asking the upstream
 * @param hitRatio hits of the calls through the cache, 0 to 1; null: none yet
 * @param savedUpstreamCalls calls that the upstream did not see: hits and shared ones
 * @param cacheTroubles cache operations that no node could carry out; the calls were served all the same
 */
public record DemoStats(
        long hits,
        long misses,
        long shared,
        long direct,
        long failed,
        Double hitRatio,
        long savedUpstreamCalls,
        Double hitMillis,
        Double missMillis,
        Double directMillis,
        long cacheTroubles) {}
