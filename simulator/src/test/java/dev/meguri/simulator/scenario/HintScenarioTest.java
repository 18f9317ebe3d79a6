package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.hint.HintDrop;
import dev.meguri.core.hint.HintSettings;
import dev.meguri.core.hint.HintStats;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.message.ShardMessage.HintVerdict;
import dev.meguri.core.shard.Shard;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Replicas that miss writes, and get them from whoever kept them. */
class HintScenarioTest {
    private static final int KEYS = 30;
    /** No round of comparing in the background hides what hints do. */
    private static final long NO_ROUNDS = 10_000_000;

    private int exchanged;
    private int handedOver;

    /** Counts what repairs. */
    private final Tap counting = (network, from, to, message) -> {
        exchanged += message instanceof ShardMessage.ListVersions ? 1 : 0;
        handedOver += message instanceof ShardMessage.DeliverHints hints
                ? hints.entries().size()
                : 0;
        return message;
    };

    private static SimSettings settings(int nodes, HintSettings hints) {
        return SimSettings.calm(nodes).withHints(hints, NO_ROUNDS);
    }

    private static ClusterHarness start(int nodes, HintSettings hints, Tap tap) {
        return ClusterHarness.start(1, settings(nodes, hints), NetworkSettings.calm(), tap);
    }

    private ClusterHarness start(int nodes, HintSettings hints) {
        return start(nodes, hints, counting);
    }

    private static ClusterHarness putAll(ClusterHarness cluster, String value) {
        for (int i = 0; i < KEYS; i++) {
            cluster.put("k" + i, value);
        }
        return cluster;
    }

    private static ClusterHarness expectAll(ClusterHarness cluster, String value) {
        for (int i = 0; i < KEYS; i++) {
            cluster.expectValue("k" + i, value);
        }
        return cluster;
    }

    private static HintStats hints(ClusterHarness cluster) {
        HintStats all = HintStats.NONE;
        for (SimNode node : cluster.cluster().nodes()) {
            if (node.running() != null) {
                for (Shard shard : node.running().shards()) {
                    all = all.plus(shard.hintStats());
                }
            }
        }
        return all;
    }

    /** Between nodes; the manager hears everybody. */
    private static void cutFromPeers(ClusterHarness cluster, String alone, boolean cut) {
        Network network = cluster.cluster().world().network();
        SimNode node = cluster.cluster().node(alone);
        for (SimNode other : cluster.cluster().nodes()) {
            if (other != node && cut) {
                network.cut(node, other);
                network.cut(other, node);
            } else if (other != node) {
                network.heal(node, other);
                network.heal(other, node);
            }
        }
    }

    @Test
    void replicaCutOffForFiveSeconds_getsItsHints_withoutAFullComparison() {
        ClusterHarness cluster = putAll(start(3, HintSettings.DEFAULTS), "v0");
        cluster.isolate("node-3");
        putAll(cluster.runFor(seconds(1)), "v1").runFor(seconds(4));
        exchanged = 0;
        cluster.heal().expectHealthy();
        assertEquals(KEYS, handedOver);
        assertEquals(0, exchanged, "slots whose versions were listed");
        expectAll(cluster, "v1");
    }

    @Test
    void hintsThatDoNotFit_areReplacedByComparing() {
        ClusterHarness cluster = putAll(start(3, new HintSettings(600_000, 600, 1_000)), "v0");
        cluster.isolate("node-3");
        putAll(cluster.runFor(seconds(1)), "v1").runFor(seconds(4));
        assertTrue(hints(cluster).dropped(HintDrop.OVERFLOW) > 0);
        assertTrue(hints(cluster).hints() > 0);
        cluster.heal().expectHealthy();
        assertTrue(exchanged > 0);
        expectAll(cluster, "v1");
    }

    @Test
    void hintsThatAreTooOld_areReplacedByComparing() {
        ClusterHarness cluster = putAll(start(3, new HintSettings(1_000, 100_000, 100_000)), "v0");
        cutFromPeers(cluster, "node-3", true);
        for (int i = 0; i < KEYS; i++) {
            cluster.put("node-1", "k" + i, "v1");
        }
        cluster.runFor(seconds(5));
        assertTrue(hints(cluster).dropped(HintDrop.EXPIRED) > 0);
        assertEquals(0, hints(cluster).bytes());
        cutFromPeers(cluster, "node-3", false);
        expectAll(cluster.expectHealthy(), "v1");
    }

    @Test
    void replicaThatIsReplaced_needsItsHintsNoMore() {
        ClusterHarness cluster = putAll(start(4, HintSettings.DEFAULTS), "v0");
        cluster.isolate("node-4");
        putAll(cluster.runFor(seconds(1)), "v1").runFor(seconds(3));
        assertTrue(hints(cluster).hints() > 0);
        cluster.expectState("node-4", MemberState.DOWN).runFor(seconds(20));
        assertEquals(0, hints(cluster).hints());
        assertTrue(hints(cluster).dropped(HintDrop.MOVED) > 0);
        expectAll(cluster.heal().expectHealthy(), "v1");
    }

    @Test
    void coordinatorThatDiesWithItsHints_leavesThemToComparing() {
        ClusterHarness cluster = putAll(start(3, HintSettings.DEFAULTS), "v0");
        cutFromPeers(cluster, "node-3", true);
        for (int i = 0; i < KEYS; i++) {
            cluster.put(i % 2 == 0 ? "node-1" : "node-2", "k" + i, "v1");
        }
        cluster.runFor(seconds(4));
        cluster.kill("node-1").runFor(seconds(1));
        cutFromPeers(cluster, "node-3", false);
        cluster.runFor(seconds(5)).startNode("node-1").expectHealthy();
        expectAll(cluster, "v1");
        assertTrue(exchanged > 0);
    }

    @Test
    void primaryThatLeavesWithHints_handsThemOverFirst() {
        ClusterHarness cluster = start(4, HintSettings.DEFAULTS).policy("one:", 3, 1, 1);
        cluster.expectHealthy().put("one:k", "v0");
        String primary = cluster.primaryOf("one:k");
        cutFromPeers(cluster, primary, true);
        cluster.runFor(seconds(2)).put(primary, "one:k", "v1").runFor(seconds(3));
        assertEquals(2, hints(cluster).hints());
        cluster.drain(primary).runFor(200);
        cutFromPeers(cluster, primary, false);
        cluster.expectHealthy().expectState(primary, MemberState.STANDBY);
        cluster.destroy(primary).expectValue("one:k", "v1");
    }

    @Test
    void hintsThatAreConfirmedButNotKept_areFound() {
        Tap mutant = (network, from, to, message) -> {
            if (message instanceof ShardMessage.DeliverHints m) {
                int[] slots = Arrays.stream(m.slots()).distinct().toArray();
                HintVerdict[] verdicts = new HintVerdict[slots.length];
                Arrays.fill(verdicts, HintVerdict.KEPT);
                network.send(to, from, new ShardMessage.HintsTaken(m.requestId(), slots, verdicts));
                return null;
            }
            return message;
        };
        ClusterHarness cluster = putAll(start(3, HintSettings.DEFAULTS, mutant), "v0");
        cutFromPeers(cluster, "node-3", true);
        for (int i = 0; i < KEYS; i++) {
            cluster.put("node-1", "k" + i, "v1");
        }
        cluster.runFor(seconds(3));
        cutFromPeers(cluster, "node-3", false);
        assertThrows(AssertionError.class, cluster::expectHealthy);
    }
}
