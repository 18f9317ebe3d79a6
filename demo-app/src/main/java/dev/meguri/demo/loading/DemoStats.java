package dev.meguri.demo.loading;

/**
 * The calls since the start or the last reset. Latencies are over the last 512 calls of their kind, null without any: the median,
 * and (P95) what 95 of 100 calls are not above.
 *
 * @param stale hits whose time was over; they were loaded anew in the background
 * @param shared misses that waited for another call's miss instead of asking the upstream
 * @param hitRatio hits, stale ones too, of the calls through the cache, 0 to 1; null: none yet
 * @param savedUpstreamCalls calls that the upstream did not see: hits, stale and shared ones
 * @param cacheTroubles cache operations that no node could carry out, since the start; the calls were served all the same
 */
public record DemoStats(
        long hits,
        long stale,
        long misses,
        long shared,
        long direct,
        long failed,
        Double hitRatio,
        long savedUpstreamCalls,
        Double hitMillis,
        Double hitP95Millis,
        Double missMillis,
        Double missP95Millis,
        Double directMillis,
        Double directP95Millis,
        long cacheTroubles) {}
