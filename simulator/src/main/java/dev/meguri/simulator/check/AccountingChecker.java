package dev.meguri.simulator.check;

import dev.meguri.core.hint.HintBook;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.StoreStats;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;

/** Bytes accounted equal bytes recounted; what has a named bound keeps it. Recounts one node per tick, in turn. */
public final class AccountingChecker implements Observer {
    private final SimCluster cluster;
    private long ticks;

    public AccountingChecker(SimCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void onTick() {
        SimNode node = cluster.nodes().get((int) (ticks++ % cluster.nodes().size()));
        if (ticks % 10 == 0) {
            check(node);
        }
    }

    /** All nodes at once. */
    public void check() {
        for (SimNode node : cluster.nodes()) {
            check(node);
        }
    }

    private void check(SimNode node) {
        if (node.running() == null) {
            return;
        }
        for (Shard shard : node.running().shards()) {
            StoreStats stats = shard.store().stats();
            long recounted = shard.store().recountBytes();
            if (stats.bytes() != recounted) {
                throw cluster.world()
                        .violated(
                                "bytes-accounted-equal-recounted",
                                node + " accounts " + stats.bytes() + " bytes and holds " + recounted);
            }
            if (stats.bytes() > stats.poolBytes() && !shard.store().isOverBudget()) {
                throw cluster.world()
                        .violated("limits-hold", node + " holds " + stats.bytes() + " bytes of " + stats.poolBytes());
            }
            check(node, shard.hintBook());
            if (shard.pendingOperations() > Limits.MAX_PENDING_OPERATIONS) {
                throw cluster.world()
                        .violated(
                                "limits-hold", node + " has " + shard.pendingOperations() + " operations in progress");
            }
        }
    }

    private void check(SimNode node, HintBook hints) {
        if (hints.bytes() != hints.recountBytes()) {
            throw cluster.world()
                    .violated(
                            "bytes-accounted-equal-recounted",
                            node + " accounts " + hints.bytes() + " bytes of hints and holds " + hints.recountBytes());
        }
        if (hints.bytes() > cluster.world().settings().hints().maxBytes()) {
            throw cluster.world().violated("limits-hold", node + " holds " + hints.bytes() + " bytes of hints");
        }
    }
}
