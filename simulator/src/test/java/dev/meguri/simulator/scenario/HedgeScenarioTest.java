package dev.meguri.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt.Source;
import dev.meguri.core.operation.Result;
import dev.meguri.core.replication.HedgeStats;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.workload.ClientOperation;
import org.junit.jupiter.api.Test;

/** A node that is slow, but not so slow that anybody takes it for dead. */
class HedgeScenarioTest {
    private static final int KEYS = 40;
    /** Of one way. There and back is longer than a reader waits before it asks another replica in any case. */
    private static final long SLOW_MICROS = 80_000;

    /** Peers are slow to hear from it, and it from them; the manager is not. */
    private static void slow(ClusterHarness cluster, SimNode node, long micros) {
        Network network = cluster.cluster().world().network();
        for (SimNode other : cluster.cluster().nodes()) {
            if (other != node) {
                network.disturb(node, other, 0, micros);
                network.disturb(other, node, 0, micros);
            }
        }
    }

    private static long readMicros(ClusterHarness cluster, SimNode via, int key) {
        ClientOperation read = cluster.cluster().clients().submit(via, new Operation.Get(Key.of("k" + key % KEYS)));
        cluster.cluster().runUntil(() -> read.result != null, 3_000);
        assertInstanceOf(Result.Found.class, read.result);
        return read.endMicros - read.submitMicros;
    }

    private static HedgeStats hedges(SimNode node) {
        HedgeStats all = HedgeStats.NONE;
        for (Shard shard : node.running().shards()) {
            all = all.plus(shard.hedgeStats());
        }
        return all;
    }

    @Test
    void slowNode_keepsNoReaderWaiting_andIsAskedFirstAgainOnceItIsQuick() {
        ClusterHarness cluster = ClusterHarness.start(4);
        for (int i = 0; i < KEYS; i++) {
            cluster.put("k" + i, "v");
        }
        String primary = cluster.primaryOf("k0");
        SimNode slow = cluster.cluster().node(primary);
        SimNode reader = cluster.cluster().nodes().stream()
                .filter(node -> node != slow)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < 4 * KEYS; i++) {
            readMicros(cluster, reader, i);
        }
        slow(cluster, slow, SLOW_MICROS);
        long slowest = 0;
        for (int i = 0; i < 5 * KEYS; i++) {
            slowest = Math.max(slowest, readMicros(cluster, reader, i));
        }
        assertTrue(slowest <= 60_000, "the slowest read took " + slowest + " us");
        slowest = 0;
        for (int i = 0; i < 5 * KEYS; i++) {
            slowest = Math.max(slowest, readMicros(cluster, reader, i));
        }
        assertTrue(slowest <= 20_000, "the slowest of the later reads took " + slowest + " us");
        HedgeStats hedges = hedges(reader);
        assertTrue(hedges.hedged() > 0 && hedges.won() > 0, hedges.toString());
        slow(cluster, slow, 0);
        for (int i = 0; i < 5 * KEYS; i++) {
            readMicros(cluster, reader, i);
        }
        Result.Found found = (Result.Found) cluster.get(reader.name(), "k0");
        assertTrue(found.receipt().source() == Source.PRIMARY, found.toString());
    }
}
