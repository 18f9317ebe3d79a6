package dev.meguri.core.store;

import static dev.meguri.core.limits.Requirements.require;

/**
 * What one shard's {@link Store} may use.
 *
 * @param poolBytes this shard's share of the node's pool, in accounted bytes ({@link EntryBytes}). Too low: entries are
 *     evicted before they are read again; too high: the heap fills up
 * @param graceMillis how long EXPIRED and DELETED marks are kept. Longer than the lifetime of hints and snapshots, or an
 *     old value comes back; too long: marks fill the pool
 * @param seed of the store's own random numbers: the same seed and calls give the same evictions
 * @param maxEvictionMarks EVICTED marks kept at most, at least 1; the oldest go first. Too low: replicas that have yet to
 *     hear of an eviction bring the value back; too high: evicting frees little
 * @param shards of the node, at least 1: a policy's {@code maxBytes} is per node and is divided by this
 */
public record StoreSettings(long poolBytes, long graceMillis, long seed, int maxEvictionMarks, int shards) {
    public static final int DEFAULT_MAX_EVICTION_MARKS = 16_384;

    public StoreSettings {
        require(poolBytes > 0, "poolBytes must be positive");
        require(graceMillis >= 0, "graceMillis must not be negative");
        require(maxEvictionMarks >= 1, "maxEvictionMarks must be at least 1");
        require(shards >= 1, "shards must be at least 1");
    }

    /** For a node of one shard. */
    public static StoreSettings of(long poolBytes, long graceMillis, long seed) {
        return new StoreSettings(poolBytes, graceMillis, seed, DEFAULT_MAX_EVICTION_MARKS, 1);
    }

    /** This shard's part of a policy's budget per node; {@link Long#MAX_VALUE} where the policy has none. */
    long budgetBytes(long maxBytes) {
        return maxBytes == 0 ? Long.MAX_VALUE : Math.max(1, maxBytes / shards);
    }
}
