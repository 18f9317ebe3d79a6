package dev.meguri.core.shard;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.hint.HintSettings;

/**
 * One shard's place and paces.
 *
 * @param shard index of this shard, from 0; it owns the slots with {@code slot % shards == shard}
 * @param slotCount of the cluster: {@link dev.meguri.core.ring.Slots#COUNT} but in simulations
 * @param poolBytes this shard's share of the node's memory pool
 * @param graceMillis how long marks of removed entries are kept. Short: a replica that was away for longer brings
 *     deleted values back (it starts empty instead); long: marks fill memory
 * @param maxClockSkewMillis see {@link dev.meguri.core.version.HybridClock}
 * @param operationTimeoutMillis an operation is answered by then, with a failure if need be
 * @param forwardTimeoutMillis how long the serving primary may take before a replica coordinates a write itself
 * @param hedgeMillis how long replicas may take at most before another is asked to answer a read, too
 * @param resendMillis unanswered requests of a write, and of repair, are sent again after this
 * @param compareMillis pause between rounds in which a home primary compares its slots with the other replicas
 * @param hints what is kept for replicas that cannot be reached, and for how long
 * @param seed of this shard's random choices (eviction samples)
 */
public record ShardSettings(
        String nodeId,
        int shard,
        int shards,
        int slotCount,
        long poolBytes,
        long graceMillis,
        long maxClockSkewMillis,
        long operationTimeoutMillis,
        long forwardTimeoutMillis,
        long hedgeMillis,
        long resendMillis,
        long compareMillis,
        HintSettings hints,
        long seed) {
    public static final long DEFAULT_GRACE_MILLIS = 3_600_000;
    public static final long DEFAULT_MAX_CLOCK_SKEW_MILLIS = 5_000;
    public static final long DEFAULT_OPERATION_TIMEOUT_MILLIS = 2_000;
    public static final long DEFAULT_FORWARD_TIMEOUT_MILLIS = 400;
    public static final long DEFAULT_HEDGE_MILLIS = 150;
    public static final long DEFAULT_RESEND_MILLIS = 200;
    public static final long DEFAULT_COMPARE_MILLIS = 10_000;

    public ShardSettings {
        require(shard >= 0 && shard < shards, "shard must be from 0 to shards - 1");
        require(
                operationTimeoutMillis > forwardTimeoutMillis,
                "operationTimeoutMillis must be over forwardTimeoutMillis");
        require(forwardTimeoutMillis > hedgeMillis, "forwardTimeoutMillis must be over hedgeMillis");
        require(graceMillis > operationTimeoutMillis, "graceMillis must be over operationTimeoutMillis");
        require(
                graceMillis > hints.lifetimeMillis() + operationTimeoutMillis,
                "graceMillis must be over the lifetime of hints and operationTimeoutMillis together");
    }

    public static ShardSettings ordinary(
            String nodeId, int shard, int shards, int slotCount, long poolBytes, long seed) {
        return new ShardSettings(
                nodeId,
                shard,
                shards,
                slotCount,
                poolBytes,
                DEFAULT_GRACE_MILLIS,
                DEFAULT_MAX_CLOCK_SKEW_MILLIS,
                DEFAULT_OPERATION_TIMEOUT_MILLIS,
                DEFAULT_FORWARD_TIMEOUT_MILLIS,
                DEFAULT_HEDGE_MILLIS,
                DEFAULT_RESEND_MILLIS,
                DEFAULT_COMPARE_MILLIS,
                HintSettings.DEFAULTS,
                seed);
    }

    public ShardSettings withHints(HintSettings others) {
        return new ShardSettings(
                nodeId,
                shard,
                shards,
                slotCount,
                poolBytes,
                graceMillis,
                maxClockSkewMillis,
                operationTimeoutMillis,
                forwardTimeoutMillis,
                hedgeMillis,
                resendMillis,
                compareMillis,
                others,
                seed);
    }
}
