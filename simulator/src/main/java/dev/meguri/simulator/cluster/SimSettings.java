package dev.meguri.simulator.cluster;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.hint.HintSettings;
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
 * @param jumpMillis and jump by up to this much more, either way; perhaps further than {@code maxClockSkewMillis}
 * @param compareMillis see {@link ShardSettings}
 * @param snapshotMillis how often nodes write their memory to disk
 * @param replaceAfterMillis how long a node may be DOWN before its slots get other replicas
 * @param replicationFactor length of the replica lists
 * @param hints see {@link ShardSettings}
 * @param zones over which the nodes are spread; 0: they have none
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
        long jumpMillis,
        long compareMillis,
        long snapshotMillis,
        long replaceAfterMillis,
        int replicationFactor,
        HintSettings hints,
        int zones) {
    /** So much that nothing is evicted. */
    public static final long AMPLE_POOL_BYTES = 1L << 30;

    public SimSettings {
        require(nodes >= 1, "nodes must be at least 1");
        require(spareNodes >= 0, "spareNodes must not be negative");
        require(Integer.bitCount(slotCount) == 1, "slotCount must be a power of two");
        require(
                2 * skewMillis <= maxClockSkewMillis,
                "clocks that do not jump must not be further apart than maxClockSkewMillis");
    }

    /** With ordinary bounds of hints. */
    public SimSettings(
            int nodes,
            int spareNodes,
            int slotCount,
            int shards,
            long poolBytes,
            long graceMillis,
            long maxClockSkewMillis,
            long skewMillis,
            long jumpMillis,
            long compareMillis,
            long snapshotMillis,
            long replaceAfterMillis,
            int replicationFactor) {
        this(
                nodes,
                spareNodes,
                slotCount,
                shards,
                poolBytes,
                graceMillis,
                maxClockSkewMillis,
                skewMillis,
                jumpMillis,
                compareMillis,
                snapshotMillis,
                replaceAfterMillis,
                replicationFactor,
                HintSettings.DEFAULTS.within(graceMillis),
                0);
    }

    /** The same with other bounds of hints, and other pauses between the rounds that compare in the background. */
    public SimSettings withHints(HintSettings others, long roundMillis) {
        return new SimSettings(
                nodes,
                spareNodes,
                slotCount,
                shards,
                poolBytes,
                graceMillis,
                maxClockSkewMillis,
                skewMillis,
                jumpMillis,
                roundMillis,
                snapshotMillis,
                replaceAfterMillis,
                replicationFactor,
                others,
                zones);
    }

    /** How wrong a clock may be at any moment, either way. */
    public long clockErrorMillis() {
        return skewMillis + jumpMillis;
    }

    /** The same with clocks that jump, and nodes that bear it. */
    public SimSettings withJumps(long millis) {
        return withJumps(millis, 2 * (skewMillis + millis));
    }

    /** The same with clocks that jump, and nodes that refuse what they say meanwhile. */
    public SimSettings withRefusedJumps(long millis) {
        return withJumps(millis, maxClockSkewMillis);
    }

    private SimSettings withJumps(long millis, long borneSkewMillis) {
        return new SimSettings(
                nodes,
                spareNodes,
                slotCount,
                shards,
                poolBytes,
                graceMillis,
                borneSkewMillis,
                skewMillis,
                millis,
                compareMillis,
                snapshotMillis,
                replaceAfterMillis,
                replicationFactor,
                hints,
                zones);
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
                jumpMillis,
                compareMillis,
                snapshotMillis,
                replaceAfterMillis,
                replicationFactor,
                hints.within(millis),
                zones);
    }

    /** A cluster as the seed has it. */
    public static SimSettings drawn(SplitMix64 random, int nodes) {
        SimSettings drawn = new SimSettings(
                nodes,
                random.chance(0.3) ? 1 : 0,
                random.chance(0.5) ? 64 : 128,
                (int) random.between(1, 3),
                random.chance(0.1) ? random.between(6_000, 40_000) : AMPLE_POOL_BYTES,
                ShardSettings.DEFAULT_GRACE_MILLIS,
                ShardSettings.DEFAULT_MAX_CLOCK_SKEW_MILLIS,
                random.chance(0.5) ? 0 : random.chance(0.7) ? random.between(1, 50) : random.between(50, 2_000),
                0,
                random.between(1_000, 4_000),
                random.between(1_000, 10_000),
                random.between(4_000, 20_000),
                3);
        SimSettings hinted = random.chance(0.3) ? drawn.withHints(drawnHints(random), drawn.compareMillis) : drawn;
        return random.chance(0.3) ? hinted.withZones((int) random.between(2, 3)) : hinted;
    }

    private SimSettings withZones(int number) {
        return new SimSettings(
                nodes,
                spareNodes,
                slotCount,
                shards,
                poolBytes,
                graceMillis,
                maxClockSkewMillis,
                skewMillis,
                jumpMillis,
                compareMillis,
                snapshotMillis,
                replaceAfterMillis,
                replicationFactor,
                hints,
                number);
    }

    /** So few, or for so short a time, that many are dropped. */
    private static HintSettings drawnHints(SplitMix64 random) {
        long perTarget = random.between(0, 3_000);
        return new HintSettings(random.between(500, 20_000), perTarget, perTarget + random.between(0, 3_000));
    }
}
