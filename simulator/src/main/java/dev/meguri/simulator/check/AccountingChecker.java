package dev.meguri.simulator.check;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.shard.Shard;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import java.util.HashSet;
import java.util.Set;

/**
 * Bytes accounted equal bytes recounted; what has a named bound keeps it. Recounts one node a second, in turn. What the pool
 * has no room for goes in the turns after it came, a bounded number in each: a shard may be over its pool once, but not when
 * it is looked at the next time.
 */
public final class AccountingChecker implements Observer {
    private static final int TICKS_PER_LOOK = 10;

    private final SimCluster cluster;
    /** Shards that held more than the pool has, when they were looked at last. */
    private final Set<Shard> overPool = new HashSet<>();

    private long ticks;
    private long looks;

    public AccountingChecker(SimCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void onTick() {
        if (++ticks % TICKS_PER_LOOK == 0) {
            check(cluster.nodes().get((int) (looks++ % cluster.nodes().size())));
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
        SimSettings settings = cluster.world().settings();
        for (Shard shard : node.running().shards()) {
            Account account = Account.of(shard, settings.poolBytes() / settings.shards());
            check(node, account);
            if (!account.isOverPool() || node.isPaused()) {
                overPool.remove(shard);
            } else if (!overPool.add(shard)) {
                stayedOverPool(node, account);
            }
        }
    }

    /** What must hold at every moment. */
    void check(SimNode node, Account account) {
        equal(node, "bytes", account.bytes(), account.recounted());
        equal(node, "bytes of strong keys", account.strongBytes(), account.strongRecounted());
        equal(node, "bytes of policies", account.policyBytes(), account.recounted() + account.strongRecounted());
        equal(node, "bytes of hints", account.hintBytes(), account.hintsRecounted());
        most(
                node,
                "bytes of hints",
                account.hintsRecounted(),
                cluster.world().settings().hints().maxBytes());
        most(node, "operations in progress", account.pendingOperations(), Limits.MAX_PENDING_OPERATIONS);
    }

    /** Two looks in a row found the shard over its pool. */
    void stayedOverPool(SimNode node, Account account) {
        most(
                node,
                "bytes for long, " + account.strongRecounted() + " of them of strong keys,",
                account.recounted() + account.strongRecounted(),
                account.poolBytes());
    }

    private void equal(SimNode node, String what, long accounted, long recounted) {
        if (accounted != recounted) {
            throw cluster.world()
                    .violated(
                            "bytes-accounted-equal-recounted",
                            node + " accounts " + accounted + " " + what + " and holds " + recounted);
        }
    }

    private void most(SimNode node, String what, long is, long limit) {
        if (is > limit) {
            throw cluster.world().violated("limits-hold", node + " holds " + is + " " + what + " of " + limit);
        }
    }
}
