package dev.meguri.core.shard;

import dev.meguri.core.policy.PolicyTable;

/**
 * One shard of a node: the slots with {@code slot % shards == shard}. A deterministic state machine, owned by one thread:
 * input and time go in, effects come out.
 */
public final class Shard {
    private long nextWake = Long.MAX_VALUE;

    public Shard(ShardSettings settings, PolicyTable policies) {}

    public void step(ShardInput input, long nowMillis, Effects effects) {}

    /** When the driver is to give {@link ShardInput.Wake}; {@link Long#MAX_VALUE}: not needed. Ask after every step. */
    public long nextWakeMillis() {
        return nextWake;
    }

    public ShardReport report() {
        return null;
    }
}
