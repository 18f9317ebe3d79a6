package dev.meguri.simulator.cluster;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.shard.ShardSettings;
import dev.meguri.simulator.time.SplitMix64;

/**
 * The shape of one simulated cluster.
 *
 * @param nodes at the first formation
 * @param spareNodes more that may join later
 * @param slotCount a small power of two: what happens per slot happens often
 * @param shards of every node
 * @param poolBytes memory of every node; small: entries are evicted
 * @param graceMillis see {@link ShardSettings}
 * @param maxClockSkewMillis see {@link ShardSettings}
 * @param skewMillis clocks are wrong by up to this much, either way
 * @param compareMillis see {@link ShardSettings}
 * @param snapshotMillis how often nodes write their memory to disk
 * @param replaceAfterMillis how long a node may be DOWN before its slots get other replicas
 * @param replicationFactor length of the replica lists
 */
public record SimSettings(
        int nodes,
        int spareNodes,
        int slotCount,
        int shards,
        long poolBytes,
        long graceMillis,
        long maxClockSkewMillis,
        long skewMillis,
        long compareMillis,
        long snapshotMillis,
        long replaceAfterMillis,
        int replicationFactor) {
    /** So much that nothing is evicted. */
    public static final long AMPLE_POOL_BYTES = 1L << 30;

    public SimSettings {
        require(nodes >= 1, "nodes must be at least 1");
        require(spareNodes >= 0, "spareNodes must not be negative");
        require(Integer.bitCount(slotCount) == 1, "slotCount must be a power of two");
        require(2 * skewMillis <= maxClockSkewMillis, "clocks must not be further apart than maxClockSkewMillis");
    }

    /** Whether memory is so small that entries are evicted. */
    public boolean evicts() {
        return poolBytes < AMPLE_POOL_BYTES;
    }

    /** A cluster without surprises, for scenarios. */
    public static SimSettings calm(int nodes) {
        return new SimSettings(
                nodes,
                2,
                64,
                2,
                AMPLE_POOL_BYTES,
                ShardSettings.DEFAULT_GRACE_MILLIS,
                ShardSettings.DEFAULT_MAX_CLOCK_SKEW_MILLIS,
                0,
                2_000,
                2_000,
                5_000,
                3);
    }

    /** The same with a short grace, in a world where clocks agree well enough for that. */
    public SimSettings withGrace(long millis, long clockSkewMillis) {
        return new SimSettings(
                nodes,
                spareNodes,
                slotCount,
                shards,
                poolBytes,
                millis,
                clockSkewMillis,
                skewMillis,
                compareMillis,
                snapshotMillis,
                replaceAfterMillis,
                replicationFactor);
    }

    /** A cluster as the seed has it. */
    public static SimSettings drawn(SplitMix64 random, int nodes) {
        return new SimSettings(
                nodes,
                random.chance(0.3) ? 1 : 0,
                random.chance(0.5) ? 64 : 128,
                (int) random.between(1, 3),
                random.chance(0.1) ? random.between(6_000, 40_000) : AMPLE_POOL_BYTES,
                ShardSettings.DEFAULT_GRACE_MILLIS,
                ShardSettings.DEFAULT_MAX_CLOCK_SKEW_MILLIS,
                random.chance(0.5) ? 0 : random.chance(0.7) ? random.between(1, 50) : random.between(50, 2_000),
                random.between(1_000, 4_000),
                random.between(1_000, 10_000),
                random.between(4_000, 20_000),
                3);
    }
}
