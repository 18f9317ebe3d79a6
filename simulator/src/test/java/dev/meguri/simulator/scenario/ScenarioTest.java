package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt.Source;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.simulator.cluster.NodeProcess;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.NetworkSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stories about one cluster each, told step by step; all checkers watch. */
class ScenarioTest {
    @Test
    void killedPrimary_isReadFromAReplica_andGetsItsDataBack() {
        ClusterHarness cluster = ClusterHarness.start(3)
                .put("key1", "one")
                .put("key2", "two")
                .put("key3", "three")
                .expectSource("key1", Source.PRIMARY);
        String primary = cluster.primaryOf("key1");
        cluster.kill(primary)
                .expectState(primary, MemberState.DOWN)
                .expectEvent("NODE_DOWN")
                .expectValue("key1", "one")
                .expectValue("key2", "two")
                .expectValue("key3", "three")
                .expectSource("key1", Source.REPLICA)
                .put("key1", "one again")
                .startNode(primary)
                .expectState(primary, MemberState.ACTIVE)
                .expectEvent("NODE_RECOVERED")
                .expectHealthy()
                .expectValue("key1", "one again")
                .expectSource("key1", Source.PRIMARY);
    }

    @Test
    void nodeThatLostItsDisk_isFilledAgain() {
        ClusterHarness.start(3)
                .put("a", "1")
                .put("b", "2")
                .destroy("node-2")
                .runFor(seconds(2))
                .startNode("node-2")
                .expectHealthy()
                .expectValue("a", "1")
                .expectValue("b", "2");
    }

    @Test
    void nodeThatStaysAway_isReplaced_andComesBackToItsSlots() {
        ClusterHarness cluster = ClusterHarness.start(4);
        for (int i = 0; i < 20; i++) {
            cluster.put("key" + i, "value" + i);
        }
        cluster.kill("node-3").runFor(seconds(20));
        assertEquals(0, cluster.primariesOf("node-3"), "its slots have other holders");
        for (int i = 0; i < 20; i++) {
            cluster.expectValue("key" + i, "value" + i);
        }
        cluster.startNode("node-3").expectHealthy();
        for (int i = 0; i < 20; i++) {
            cluster.expectValue("key" + i, "value" + i);
        }
    }

    @Test
    void joiningNode_getsItsShare_whileClientsSeeNothing() {
        ClusterHarness cluster = ClusterHarness.start(3)
                .underLoad()
                .expectNoFailure()
                .runFor(seconds(5))
                .addNode()
                .runFor(seconds(20))
                .endLoad()
                .expectHealthy()
                .expectEvent("REBALANCE_FINISHED");
        assertTrue(cluster.primariesOf("node-4") >= 15, "a quarter of 64 slots: " + cluster.primariesOf("node-4"));
    }

    @Test
    void drainedNode_holdsNothing_whileClientsSeeNothing() {
        ClusterHarness cluster = ClusterHarness.start(4)
                .underLoad()
                .expectNoFailure()
                .runFor(seconds(5))
                .drain("node-1")
                .runFor(seconds(20))
                .endLoad()
                .expectState("node-1", MemberState.STANDBY)
                .expectHealthy();
        assertEquals(0, cluster.primariesOf("node-1"));
        cluster.admit("node-1")
                .expectState("node-1", MemberState.ACTIVE)
                .runFor(seconds(5))
                .expectHealthy();
        assertTrue(cluster.primariesOf("node-1") > 0);
    }

    @Test
    void deadManager_stopsNothing_andGoesOnWhereItWas() {
        ClusterHarness.start(3)
                .put("k", "before")
                .killManager()
                .underLoad()
                .expectNoFailure()
                .runFor(seconds(30))
                .endLoad()
                .put("k", "without a manager")
                .startManager()
                .expectHealthy()
                .expectValue("k", "without a manager");
    }

    @Test
    void nodeThatRestarts_whileTheManagerIsDead_servesOnceItIsSynced() {
        ClusterHarness.start(3)
                .put("k", "v1")
                .runFor(seconds(5))
                .killManager()
                .kill("node-2")
                .put("node-1", "k", "v2")
                .runFor(seconds(2))
                .startNode("node-2")
                .runFor(seconds(5))
                .expectValue("k", "v2")
                .startManager()
                .expectHealthy()
                .expectValue("k", "v2");
    }

    @Test
    void managerThatDiesAmidAMove_finishesIt() {
        ClusterHarness.start(3)
                .put("k", "v")
                .addNode()
                .runFor(700)
                .killManager()
                .runFor(seconds(10))
                .startManager()
                .expectHealthy()
                .expectValue("k", "v");
    }

    @Test
    void targetThatDiesAmidAMove_doesNotKeepSlotsMoving() {
        ClusterHarness.start(3)
                .put("k", "v")
                .addNode()
                .runFor(800)
                .destroy("node-4")
                .runFor(seconds(20))
                .expectValue("k", "v")
                .startNode("node-4")
                .expectHealthy()
                .expectValue("k", "v");
    }

    @Test
    void twoNodesAtOnce_ofThree_losesNothingThatTheThirdHas() {
        ClusterHarness.start(3)
                .put("k", "v")
                .runFor(seconds(1))
                .kill("node-1")
                .kill("node-2")
                .runFor(seconds(3))
                .startNode("node-1")
                .startNode("node-2")
                .expectHealthy()
                .expectValue("k", "v");
    }

    @Test
    void wholeCluster_stoppedAndStarted_hasEveryKey() {
        ClusterHarness cluster = ClusterHarness.start(3);
        for (int i = 0; i < 30; i++) {
            cluster.put("key" + i, "value" + i);
        }
        cluster.stop("node-1").stop("node-2").stop("node-3").killManager().runFor(seconds(30));
        cluster.startManager()
                .startNode("node-3")
                .startNode("node-1")
                .startNode("node-2")
                .expectHealthy();
        for (int i = 0; i < 30; i++) {
            cluster.expectValue("key" + i, "value" + i);
        }
    }

    @Test
    void cutOffNode_neitherServesStaleValuesOnceBack_norBringsRemovedOnesBack() {
        ClusterHarness.start(3)
                .put("kept", "old")
                .put("removed", "old")
                .runFor(seconds(1))
                .isolate("node-3")
                .runFor(seconds(4))
                .put("kept", "new")
                .remove("removed")
                .runFor(seconds(1))
                .heal()
                .expectHealthy()
                .expectValue("kept", "new")
                .expectAbsent("removed");
    }

    private static ClusterHarness startWithShortGrace() {
        SimSettings settings = SimSettings.calm(3).withGrace(6_000, 500);
        return ClusterHarness.start(1, settings, NetworkSettings.calm());
    }

    @Test
    void nodeThatWasDown_forLongerThanTheGrace_bringsNothingBackThatWasRemoved() {
        startWithShortGrace()
                .put("removed", "old")
                .put("kept", "old")
                .runFor(seconds(5))
                .isolate("node-3")
                .runFor(seconds(1))
                .remove("removed")
                .runFor(seconds(25))
                .expectState("node-3", MemberState.DOWN)
                .heal()
                .expectHealthy()
                .expectAbsent("removed")
                .expectValue("kept", "old");
    }

    @Test
    void nodeThatWasDown_forLongerThanTheGrace_keepsWhatItAloneTookSince() {
        ClusterHarness cluster = startWithShortGrace();
        cluster.policy("fast:", 3, 1, 1).put("kept", "old").runFor(seconds(5)).isolate("node-3");
        cluster.runFor(seconds(25)).put("node-3", "fast:k", "v").heal().expectHealthy();
        cluster.expectValue("fast:k", "v").expectValue("kept", "old");
    }

    @Test
    void nodeCutOffFromItsPeers_butNotDown_bringsNothingBackThatWasRemoved() {
        ClusterHarness cluster =
                startWithShortGrace().put("removed", "old").put("kept", "old").runFor(seconds(5));
        Network network = cluster.cluster().world().network();
        SimNode alone = cluster.cluster().node("node-3");
        for (String other : List.of("node-1", "node-2")) {
            network.cut(alone, cluster.cluster().node(other));
            network.cut(cluster.cluster().node(other), alone);
        }
        cluster.runFor(seconds(3));
        Result removed = cluster.ask("node-1", new Operation.Remove(Key.of("removed"), Condition.ALWAYS));
        cluster.expect(removed instanceof Result.Removed, removed.toString())
                .runFor(seconds(25))
                .expectState("node-3", MemberState.ACTIVE);
        for (String other : List.of("node-1", "node-2")) {
            network.heal(alone, cluster.cluster().node(other));
            network.heal(cluster.cluster().node(other), alone);
        }
        cluster.expectHealthy().expectAbsent("removed").expectValue("kept", "old");
        cluster.runFor(seconds(20)).expect(marks(cluster) == 0, "marks are dropped once all replicas know them");
    }

    private static int marks(ClusterHarness cluster) {
        int[] marks = new int[1];
        for (SimNode node : cluster.cluster().nodes()) {
            for (int slot = 0; slot < 64; slot++) {
                node.forEach(slot, entry -> marks[0] += entry.isGone() ? 1 : 0);
            }
        }
        return marks[0];
    }

    @Test
    void pausedNode_goesOnAsIfNothingWas() {
        ClusterHarness.start(3)
                .put("k", "v1")
                .pause("node-2")
                .runFor(seconds(10))
                .put("node-1", "k", "v2")
                .resume("node-2")
                .expectHealthy()
                .expectValue("k", "v2");
    }

    @Test
    void wokenNodes_doNotTakeTheirOwnStandstillForSilenceOfTheirPeers() {
        ClusterHarness cluster = ClusterHarness.start(3).runFor(seconds(2));
        // One node alone finds its peers' messages waiting; those of a machine that stood still as a whole do not.
        for (List<String> paused : List.of(List.of("node-2"), List.of("node-1", "node-2", "node-3"))) {
            List<NodeProcess> woken = paused.stream()
                    .map(name -> cluster.cluster().node(name).running())
                    .toList();
            List<Long> before = woken.stream().map(NodeProcess::peersGivenUp).toList();
            for (long millis : new long[] {800, 1_100, 1_600, 2_000, 8_000}) {
                paused.forEach(cluster::pause);
                cluster.runFor(millis);
                paused.forEach(cluster::resume);
                cluster.runFor(3_050);
            }
            assertEquals(before, woken.stream().map(NodeProcess::peersGivenUp).toList());
        }
        cluster.expectHealthy();
    }

    @Test
    void valueWithATtl_isGoneToTheMillisecond() {
        ClusterHarness cluster = ClusterHarness.start(3).put("node-1", "k", "v", 1_000);
        Result.Found found = assertInstanceOf(Result.Found.class, cluster.get("node-2", "k"));
        long nowMillis = cluster.cluster().node("node-2").clock().nowMillis();
        cluster.runFor(found.entry().expireAtMillis() - nowMillis).expectAbsent("k");
    }

    @Test
    void increments_throughEveryNode_addUp() {
        ClusterHarness cluster = ClusterHarness.start(3);
        for (int i = 1; i <= 10; i++) {
            cluster.increment("n", i);
        }
        cluster.expectValue("n", "55");
    }

    @Test
    void policyThatKeepsMoreCopies_fillsThem_andReadsGoOn() {
        ClusterHarness cluster =
                ClusterHarness.start(4).policy("change:", 1, 1, 1).runFor(seconds(1));
        for (int i = 0; i < 20; i++) {
            cluster.put("change:k" + i, "v" + i);
        }
        cluster.policy("change:", 3, 2, 1).runFor(10);
        for (int i = 0; i < 20; i++) {
            cluster.expectValue("change:k" + i, "v" + i);
        }
        cluster.runFor(seconds(3)).expectHealthy().destroy("node-1").runFor(seconds(2));
        for (int i = 0; i < 20; i++) {
            cluster.expectValue("change:k" + i, "v" + i);
        }
    }

    @Test
    void oneNodeAlone_isAWorkingCluster_andGrows() {
        ClusterHarness.start(1)
                .put("k", "v")
                .expectValue("k", "v")
                .addNode()
                .expectHealthy()
                .addNode()
                .expectHealthy()
                .kill("node-1")
                .expectState("node-1", MemberState.DOWN)
                .expectValue("k", "v");
    }
}
