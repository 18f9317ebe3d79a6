package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.mutant.Mutant;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short way: a read that a node answers by its own memory, without a step. Who has not the right may not take it. */
class AloneScenarioTest {
    /** Of clusters without a meddler. */
    private static final Tap NONE = (network, from, to, message) -> message;

    private static ClusterHarness start(Tap tap) {
        return ClusterHarness.start(1, SimSettings.calm(3), NetworkSettings.calm(), tap);
    }

    private static Shard shardOf(ClusterHarness cluster, String node, String key) {
        SimNode simulated = cluster.cluster().node(node);
        int slots = cluster.cluster().world().settings().slotCount();
        List<Shard> shards = simulated.running().shards();
        return shards.get(Key.of(key).slot(slots) % shards.size());
    }

    private static boolean answersAlone(ClusterHarness cluster, String node, String key) {
        return shardOf(cluster, node, key).answersAlone(Key.of(key), false);
    }

    /** Until one was sent on the short way, whatever its number is. */
    private static void readTwice(ClusterHarness cluster, String node, String key) {
        cluster.get(node, key);
        cluster.get(node, key);
    }

    private static String another(String node) {
        return node.equals("node-1") ? "node-2" : "node-1";
    }

    @Test
    void oldPrimaryThatIsCutOff_hasNoShortWayToStrongKeys_andTellsNothingStale() {
        oldPrimaryIsAsked(NONE);
    }

    @Test
    void mutant_oldPrimaryAnswersStrongKeysAlone_isCaught() {
        Tap mutant = Mutant.NODES_ANSWER_ALONE_WITHOUT_THE_RIGHT.meddler(1);
        AssertionError found = assertThrows(AssertionError.class, () -> oldPrimaryIsAsked(mutant));
        assertTrue(found.getMessage().contains("a minority told"), found.toString());
    }

    private static void oldPrimaryIsAsked(Tap tap) {
        ClusterHarness cluster = start(tap).put("strong:k", "old");
        String old = cluster.primaryOf("strong:k");
        cluster.isolate(old);
        cluster.put(another(old), "strong:k", "new").runFor(seconds(1));
        for (int i = 0; i < 2; i++) {
            Result read = cluster.ask(old, new Operation.Get(Key.of("strong:k")));
            assertInstanceOf(Result.Failed.class, read, "a minority told: " + read);
        }
        cluster.heal().expectHealthy().expectValue("strong:k", "new");
    }

    @Test
    void replicaThatLostItsMemory_hasNoShortWay_untilItIsSynced() {
        ClusterHarness cluster = start(NONE);
        for (int i = 0; i < 50; i++) {
            cluster.put("pair:k" + i, "v");
        }
        String key = "pair:k7";
        String primary = cluster.primaryOf(key);
        assertTrue(answersAlone(cluster, primary, key));
        cluster.destroy(primary).startNode(primary);
        int refused = 0;
        for (int i = 0; i < 2_000 && !isBack(cluster, primary, key); i++) {
            cluster.runFor(1);
            refused += mayBeAsked(cluster, primary) && !answersAlone(cluster, primary, key) ? 1 : 0;
        }
        assertTrue(refused > 0, "it was asked before it was synced");
        cluster.expectHealthy();
        assertTrue(answersAlone(cluster, primary, key));
        readTwice(cluster, primary, key);
        Result read = cluster.get(primary, key);
        assertEquals(
                "v",
                new String(assertInstanceOf(Result.Found.class, read).entry().value(), StandardCharsets.UTF_8));
    }

    private static boolean mayBeAsked(ClusterHarness cluster, String node) {
        return cluster.cluster().node(node).adopted() != null;
    }

    private static boolean isBack(ClusterHarness cluster, String node, String key) {
        return mayBeAsked(cluster, node) && answersAlone(cluster, node, key);
    }

    @Test
    void reader_findsWhatWasWrittenBefore_whileNodesJoin_drainAndDie() {
        ClusterHarness cluster = start(NONE).underLoad();
        cluster.addNode();
        cluster.runFor(seconds(10)).kill("node-2").runFor(seconds(3)).startNode("node-2");
        cluster.runFor(seconds(10)).drain("node-1").runFor(seconds(10));
        cluster.endLoad().expectHealthy();
    }
}
