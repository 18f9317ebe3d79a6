package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Removal;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.workload.ClientOperation;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strong keys of whole clusters: what happens to them when nodes die, stop, join and leave. */
class StrongScenarioTest {
    private static final int KEYS = 12;

    @Test
    void killOfANode_keepsEveryKey_andItIsAVoterAgain() {
        ClusterHarness cluster = filled(ClusterHarness.start(3));
        cluster.kill("node-2").runFor(seconds(3));
        overwritten(cluster);
        cluster.startNode("node-2").expectHealthy();
        // Only who has its memory votes: with another one gone, the returned node has to.
        cluster.kill("node-3").runFor(seconds(3));
        expectOverwritten(cluster);
        cluster.startNode("node-3").expectHealthy();
        expectOverwritten(cluster);
    }

    @Test
    void cleanStopOfAllNodes_keepsEveryKey() {
        ClusterHarness cluster = filled(ClusterHarness.start(3));
        cluster.stop("node-1").stop("node-2").stop("node-3").runFor(seconds(3));
        cluster.startNode("node-1").startNode("node-2").startNode("node-3").expectHealthy();
        expectFilled(cluster);
    }

    /** Seed 4698: the manager took them for new ones when they came back, and no majority of old ones was left. */
    @Test
    void cleanStopOfMostNodes_forLongerThanTheGrace_keepsEveryKey() {
        ClusterHarness cluster = filled(startWithShortGrace());
        cluster.stop("node-1").stop("node-2").runFor(seconds(25));
        cluster.startNode("node-1").startNode("node-2").expectHealthy();
        expectFilled(cluster);
        // Their votes count: without the one that lived on, too.
        cluster.kill("node-3").runFor(seconds(3));
        expectFilled(cluster);
    }

    /** Its incarnation is the one that it had, and still nothing eventual comes back. */
    @Test
    void cleanStopForLongerThanTheGrace_bringsNothingBackThatWasRemoved_orOverwritten() {
        ClusterHarness cluster = filled(startWithShortGrace());
        cluster.put("removed", "old")
                .put("kept", "old")
                .put("strong:removed", "old")
                .runFor(seconds(5));
        cluster.stop("node-3").runFor(seconds(1));
        cluster.remove("removed").remove("strong:removed");
        overwritten(cluster);
        cluster.runFor(seconds(25)).startNode("node-3").expectHealthy();
        cluster.expectAbsent("removed").expectAbsent("strong:removed").expectValue("kept", "old");
        expectOverwritten(cluster);
    }

    private static ClusterHarness startWithShortGrace() {
        return ClusterHarness.start(1, SimSettings.calm(3).withGrace(6_000, 500), NetworkSettings.calm());
    }

    @Test
    void cleanStopAfterACrashThatNobodyHeardOf_isNoMemory() {
        ClusterHarness cluster =
                filled(ClusterHarness.start(3)).isolate("node-3").runFor(seconds(2));
        for (int i = 0; i < KEYS; i++) {
            cluster.put("node-1", "strong:key" + i, "other" + i);
        }
        // node-2 forgets what it accepted, and no manager is there to give it another incarnation.
        cluster.killManager().kill("node-2").startNode("node-2").runFor(seconds(2));
        cluster.stop("node-2").heal().isolate("node-1").startManager();
        cluster.startNode("node-2").runFor(seconds(3));
        Operation get = new Operation.Get(Key.of("strong:key0"));
        ClientOperation read =
                cluster.cluster().clients().submit(cluster.cluster().node("node-3"), get);
        cluster.runFor(seconds(3));
        assertInstanceOf(Result.Failed.class, read.result, "node-2 and node-3 answer without node-1");
        cluster.heal().expectHealthy();
        expectOverwritten(cluster);
    }

    @Test
    void joinAndDrain_whileClientsSeeNothing_keepEveryKey() {
        ClusterHarness cluster =
                filled(ClusterHarness.start(3)).underLoad().expectNoFailure().runFor(seconds(2));
        cluster.addNode().expectHealthy();
        cluster.drain("node-1").runFor(seconds(10)).endLoad();
        expectFilled(cluster);
    }

    /** An eventual policy in the midst of a strong one, that goes away: its keys become strong. */
    private static final String TURNING = "strong:turning:";

    @Test
    void keysBecomeStrong_nodeThatHasNotHeardOfIt_servesThemNoMore() {
        ClusterHarness cluster =
                ClusterHarness.start(3).policy(TURNING, 3, 2, 1).runFor(seconds(1));
        SimNode primary = cluster.cluster().node(cluster.primaryOf(TURNING + "k"));
        Network network = cluster.cluster().world().network();
        network.cut(cluster.cluster().manager(), primary);
        cluster.cluster().manager().deletePolicy(TURNING);
        cluster.runFor(5).put(other(cluster, primary), TURNING + "k", "v");
        network.heal(cluster.cluster().manager(), primary);
        cluster.runFor(seconds(2)).expectValue(TURNING + "k", "v").expectHealthy();
    }

    @Test
    void keysBecomeStrong_writeThatIsUnderWay_isNotCalledDone() {
        ClusterHarness cluster =
                ClusterHarness.start(3).policy(TURNING, 3, 2, 1).runFor(seconds(1));
        SimNode primary = cluster.cluster().node(cluster.primaryOf(TURNING + "k"));
        Network network = cluster.cluster().world().network();
        for (SimNode node : cluster.cluster().nodes()) {
            if (node != primary) {
                network.cut(primary, node);
            }
        }
        Operation put = new Operation.Put(
                Key.of(TURNING + "k"), new byte[] {'v'}, "text/plain", Operation.NO_TTL, Condition.ALWAYS);
        ClientOperation asked = cluster.cluster().clients().submit(primary, put);
        cluster.runFor(50);
        cluster.cluster().manager().deletePolicy(TURNING);
        cluster.runFor(50);
        for (SimNode node : cluster.cluster().nodes()) {
            if (node != primary) {
                network.heal(primary, node);
            }
        }
        cluster.runFor(seconds(3));
        if (asked.result instanceof Result.Written) {
            cluster.expectValue(TURNING + "k", "v");
        } else {
            cluster.expect(
                    asked.result instanceof Result.Failed failed && failed.failure() == Failure.IN_DOUBT,
                    "in doubt: " + asked.result);
        }
        cluster.expectHealthy();
    }

    @Test
    void removals_areCountedByReason() {
        ClusterHarness cluster = ClusterHarness.start(3);
        cluster.put("strong:a", "1").put("strong:a", "2").remove("strong:a");
        cluster.put("node-1", "strong:b", "1", 200).runFor(seconds(5));
        for (SimNode node : cluster.cluster().nodes()) {
            Map<Removal, Long> counts = new EnumMap<>(Removal.class);
            node.running().shards().forEach(shard -> shard.stats()
                    .removals()
                    .forEach((reason, count) -> counts.merge(reason, count, Long::sum)));
            cluster.expect(counts.get(Removal.REPLACED) == 1, node + " replaced one: " + counts);
            cluster.expect(counts.get(Removal.DELETED) == 1, node + " deleted one: " + counts);
            cluster.expect(counts.get(Removal.EXPIRED) == 1, node + " let one expire: " + counts);
        }
    }

    private static String other(ClusterHarness cluster, SimNode than) {
        for (SimNode node : cluster.cluster().nodes()) {
            if (node != than) {
                return node.name();
            }
        }
        throw new AssertionError("one node only");
    }

    private static ClusterHarness filled(ClusterHarness cluster) {
        for (int i = 0; i < KEYS; i++) {
            cluster.put("strong:key" + i, "value" + i);
        }
        return cluster;
    }

    private static void expectFilled(ClusterHarness cluster) {
        for (int i = 0; i < KEYS; i++) {
            cluster.expectValue("strong:key" + i, "value" + i);
        }
    }

    private static void overwritten(ClusterHarness cluster) {
        for (int i = 0; i < KEYS; i++) {
            cluster.put("strong:key" + i, "other" + i);
        }
    }

    private static void expectOverwritten(ClusterHarness cluster) {
        for (int i = 0; i < KEYS; i++) {
            cluster.expectValue("strong:key" + i, "other" + i);
        }
    }
}
