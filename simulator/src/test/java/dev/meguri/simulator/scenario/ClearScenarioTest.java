package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.meguri.core.membership.Member;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.Store;
import dev.meguri.simulator.cluster.SimNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FLUSHALL: each slot's clear version is kept by replicas, moves, hints and snapshots (SLOT.md, rule 24). */
class ClearScenarioTest {
    private static final int KEYS = 40;

    @Test
    void cleared_everyKeyIsGoneFromEveryReplica_andWritesAfterwardsStay() {
        ClusterHarness cluster = filled(ClusterHarness.start(3));
        clear(cluster);
        cluster.put("k1", "after");
        expectCleared(cluster, 2);
        cluster.expectValue("k1", "after").expectHealthy();
        expectNothingHeld(cluster, "k2");
    }

    @Test
    void replicaThatWasAway_bringsNothingBack() {
        ClusterHarness cluster = filled(ClusterHarness.start(3));
        cluster.isolate("node-2").runFor(seconds(5));
        clear(cluster);
        cluster.put(cluster.primaryOf("k1").equals("node-2") ? "node-1" : cluster.primaryOf("k1"), "k1", "after");
        cluster.heal().expectHealthy();
        expectCleared(cluster, 2);
        cluster.expectValue("k1", "after");
    }

    @Test
    void nodeThatStoppedBefore_andAllThatRestartWarm_bringNothingBack() {
        ClusterHarness cluster = filled(ClusterHarness.start(3));
        cluster.runFor(seconds(5)).stop("node-3").runFor(seconds(3));
        clear(cluster);
        cluster.runFor(seconds(5)).stop("node-1").stop("node-2").runFor(seconds(2));
        cluster.startNode("node-3").startNode("node-1").startNode("node-2").expectHealthy();
        expectCleared(cluster, 0);
    }

    @Test
    void slotsThatMoveAfterwards_takeItAlong() {
        ClusterHarness cluster = filled(ClusterHarness.start(3));
        cluster.isolate("node-2").runFor(seconds(5));
        clear(cluster);
        cluster.addNode().runFor(seconds(20)).heal().expectHealthy();
        expectCleared(cluster, 0);
    }

    /** The node holds none of the slot, and has seen nothing of its clearing. */
    @Test
    void writerWhoseClockIsBehind_writesOverIt() {
        ClusterHarness cluster = filled(ClusterHarness.start(4));
        ClusterState state = cluster.cluster().manager().state();
        int slot = Key.of("k1").slot(state.slotCount());
        String outsider = state.members().stream()
                .map(Member::nodeId)
                .filter(node -> !state.slot(slot).holds(node))
                .findFirst()
                .orElseThrow();
        cluster.setClock(outsider, -3_000).runFor(500);
        clear(cluster, state, slot);
        cluster.put(outsider, "k1", "after").expectValue("k1", "after").expectHealthy();
        cluster.expectValue("k1", "after");
    }

    private static ClusterHarness filled(ClusterHarness cluster) {
        for (int i = 0; i < KEYS; i++) {
            cluster.put("k" + i, "before");
        }
        return cluster.runFor(seconds(1));
    }

    private static void clear(ClusterHarness cluster) {
        ClusterState state = cluster.cluster().manager().state();
        for (int slot = 0; slot < state.slotCount(); slot++) {
            clear(cluster, state, slot);
        }
    }

    private static void clear(ClusterHarness cluster, ClusterState state, int slot) {
        Operation clear = new Operation.Remove(ClearKey.of(slot), Condition.ALWAYS);
        assertInstanceOf(Result.Removed.class, cluster.ask(state.servingPrimary(slot), clear));
    }

    private static void expectCleared(ClusterHarness cluster, int from) {
        for (int i = from; i < KEYS; i++) {
            cluster.expectAbsent("k" + i);
        }
    }

    private static void expectNothingHeld(ClusterHarness cluster, String key) {
        int slot = Key.of(key).slot(cluster.cluster().world().settings().slotCount());
        cluster.cluster().nodes().stream().filter(SimNode::isRunning).forEach(node -> {
            List<Shard> shards = node.running().shards();
            Store store = shards.get(slot % shards.size()).store();
            store.forEach(slot, entry -> assertNotEquals(key, entry.key().toString(), node + " holds it"));
            assertEquals(Removal.DELETED, store.whyGone(Key.of(key)));
        });
    }
}
