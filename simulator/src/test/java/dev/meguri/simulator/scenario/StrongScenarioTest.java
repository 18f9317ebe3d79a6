package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.simulator.workload.ClientOperation;
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
