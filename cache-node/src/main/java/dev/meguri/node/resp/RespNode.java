package dev.meguri.node.resp;

import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.node.config.NodeConfig;
import dev.meguri.node.lease.Leases;
import dev.meguri.node.resp.push.KeyWatch;
import dev.meguri.node.resp.push.PushHub;
import dev.meguri.node.shard.ShardPicture;
import dev.meguri.node.shard.ShardPool;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What commands need of the process.
 *
 * @param picture of the shards, a moment old; null: none yet
 * @param clock the node's wall clock
 * @param port where this node listens for the Redis protocol
 * @param stopping whether the node takes no more operations
 */
record RespNode(
        NodeConfig.Resp config,
        NodeFacts facts,
        ShardPool shards,
        Leases leases,
        Routing routing,
        Connections connections,
        ClientMemory memory,
        PushHub push,
        KeyWatch watch,
        RespCounters counters,
        SlowLog slow,
        LatencyLog latency,
        CommandLatency took,
        Supplier<ShardPicture> picture,
        LongSupplier clock,
        int port,
        BooleanSupplier stopping) {
    /** Which policy decides about the key. */
    Policy policyOf(Key key) {
        ClusterState state = routing.state();
        return (state == null ? PolicyTable.defaults() : state.policies()).of(key);
    }

    /** Whether clients need not authenticate. */
    boolean isOpen() {
        return config.password().isEmpty();
    }
}
