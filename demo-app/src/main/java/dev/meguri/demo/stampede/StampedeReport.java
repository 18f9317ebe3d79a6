package dev.meguri.demo.stampede;

/**
 * What came of many requests at once for one value that was not in the cache.
 *
 * @param applications how many clients they came through, of which none knows of the others
 * @param answered requests that got the value; {@code failed}: that got none
 * @param upstreamCalls how often the value was loaded
 * @param withoutCache how often it would have been: once per request
 * @param medianMillis of the answers; {@code p95Millis}: 95 of 100 came sooner; null: there was none
 * @param durationMillis from the first request to the last answer
 * @param cacheTroubles requests that no cache node could be asked for: each application then merged its own, as far as it could
 */
public record StampedeReport(
        String useCase,
        int requests,
        int applications,
        int answered,
        int failed,
        int upstreamCalls,
        int withoutCache,
        Double medianMillis,
        Double p95Millis,
        double durationMillis,
        long cacheTroubles) {}
