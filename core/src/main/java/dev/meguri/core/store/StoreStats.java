package dev.meguri.core.store;

import java.util.List;
import java.util.Map;

/**
 * A picture of one {@link Store}. Counters count from the store's creation and never fall.
 *
 * @param entries values held, including those whose time is over but that are not reaped yet
 * @param marks EXPIRED, EVICTED and DELETED marks held
 * @param bytes accounted, of values and marks
 * @param markBytes the part of {@code bytes} that marks take
 * @param poolBytes the limit
 * @param hits reads that found a readable value
 * @param misses reads that did not
 * @param removals values that went away, by reason; every reason is present
 * @param marksCut marks dropped before their grace was over, because memory was needed
 * @param policies in the order of {@code PolicyTable.all()}
 */
public record StoreStats(
        long entries,
        long marks,
        long bytes,
        long markBytes,
        long poolBytes,
        long hits,
        long misses,
        Map<Removal, Long> removals,
        long marksCut,
        List<PolicyStats> policies) {
    /**
     * @param prefix of the policy
     * @param entries values held
     * @param bytes accounted, of values only: marks count against the pool, not against a policy's budget
     * @param budgetBytes this shard's part of the policy's budget; {@link Long#MAX_VALUE} without one
     * @param hits since the policy was adopted
     * @param misses since the policy was adopted
     * @param evictions since the policy was adopted
     */
    public record PolicyStats(
            String prefix, long entries, long bytes, long budgetBytes, long hits, long misses, long evictions) {}

    /** Values that went away for this reason. */
    public long removed(Removal reason) {
        return removals.get(reason);
    }
}
