package dev.meguri.simulator.lab;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.workload.Values;

/** Clients that all want one key, beside the others. */
final class HotKey {
    static final String NAME = "safe:hot";

    private static final long OPERATIONS_PER_SECOND = 80;
    private static final double WRITES = 0.1;

    private final SimCluster cluster;
    private final SplitMix64 random;
    private boolean running;

    HotKey(SimCluster cluster) {
        this.cluster = cluster;
        this.random = cluster.world().random("hot key");
    }

    void start() {
        running = true;
        next();
    }

    /** Whether it had been running. */
    boolean stop() {
        boolean was = running;
        running = false;
        return was;
    }

    /** The first of its slot's list. */
    String primary() {
        ClusterState state = cluster.manager().state();
        return state.slot(Key.of(NAME).slot(state.slotCount())).homePrimary();
    }

    private void next() {
        cluster.world().queue().after(random.exponential(1_000_000 / OPERATIONS_PER_SECOND), () -> {
            if (running) {
                ask();
                next();
            }
        });
    }

    private void ask() {
        SimNode node = cluster.nodes().get(random.below(cluster.nodes().size()));
        boolean write = random.chance(WRITES);
        Key key = cluster.clients().keyspace().key(NAME).key;
        byte[] value = Values.of(cluster.clients().nextId(), random);
        if (node.isRunning()) {
            cluster.clients()
                    .submit(
                            node,
                            write
                                    ? new Operation.Put(key, value, "text/plain", Operation.NO_TTL, Condition.ALWAYS)
                                    : new Operation.Get(key));
        }
    }
}
