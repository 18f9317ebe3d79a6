package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.ShardSettings;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.workload.ClientOperation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What seeds once found, told as scenarios: seeds mean other runs once the simulator has changed. */
class RegressionTest {
    /** The nodes of a cluster of three: the home primary of the key, and the other two. */
    private static List<String> primaryFirst(ClusterHarness cluster, String key) {
        String primary = cluster.primaryOf(key);
        return List.of("node-1", "node-2", "node-3").stream()
                .sorted((a, b) -> Boolean.compare(b.equals(primary), a.equals(primary)))
                .toList();
    }

    @Test
    void forwardedWrite_thatWaitedInAPausedPrimary_doesNotComeBackOverALaterOne() {
        ClusterHarness cluster = ClusterHarness.start(3).put("k", "v0");
        List<String> nodes = primaryFirst(cluster, "k");
        cluster.pause(nodes.get(0))
                .put(nodes.get(1), "k", "v1")
                .runFor(seconds(1))
                .put(nodes.get(2), "k", "v2")
                .runFor(seconds(1))
                .resume(nodes.get(0))
                .expectHealthy()
                .expectValue("k", "v2");
    }

    @Test
    void writeWithATtl_coordinatedTwiceUnderOneVersion_hasOneExpiry() {
        ClusterHarness cluster = ClusterHarness.start(3).put("k", "v0");
        List<String> nodes = primaryFirst(cluster, "k");
        cluster.pause(nodes.get(0))
                .put(nodes.get(1), "k", "v1", 20_000)
                .runFor(400)
                .resume(nodes.get(0))
                .expectHealthy()
                .expectValue("k", "v1");
    }

    @Test
    void replicationThatBeginsLate_isAnsweredInTime() {
        ClusterHarness cluster = ClusterHarness.start(3).put("k", "v0");
        List<String> nodes = primaryFirst(cluster, "k");
        SimNode asked = cluster.cluster().node(nodes.get(1));
        cluster.pause(nodes.get(0)).pause(nodes.get(2));
        ClientOperation put = cluster.cluster()
                .clients()
                .submit(asked, new Operation.Put(Key.of("k"), new byte[] {'w'}, "", 0, Condition.ALWAYS));
        cluster.runFor(ShardSettings.DEFAULT_OPERATION_TIMEOUT_MILLIS + 1);
        assertInstanceOf(Result.Failed.class, put.result);
        assertTrue(((Result.Failed) put.result).failure().isInDoubt());
        cluster.resume(nodes.get(0)).resume(nodes.get(2)).expectHealthy();
    }

    @Test
    void nodesWithWrongClocks_areNotRefused() {
        SimSettings calm = SimSettings.calm(5);
        SimSettings wrong = new SimSettings(
                5,
                0,
                calm.slotCount(),
                calm.shards(),
                calm.poolBytes(),
                calm.graceMillis(),
                calm.maxClockSkewMillis(),
                2_000,
                0,
                calm.compareMillis(),
                calm.snapshotMillis(),
                calm.replaceAfterMillis(),
                calm.replicationFactor());
        ClusterHarness cluster =
                ClusterHarness.start(12, wrong, NetworkSettings.calm()).expectNoFailure();
        for (int round = 0; round < 5; round++) {
            for (int node = 1; node <= 5; node++) {
                String value = "v" + round + node;
                cluster.put("node-" + node, "k", value).expectValue("k", value);
            }
        }
    }

    @Test
    void nodeThatWasDrainedAndRemoved_whileItCouldNotBeHeard_comesBack() {
        ClusterHarness cluster = ClusterHarness.start(4).put("k", "v");
        Network network = cluster.cluster().world().network();
        SimNode unheard = cluster.cluster().node("node-3");
        cluster.drain("node-3").runFor(600);
        network.cut(unheard, cluster.cluster().manager());
        cluster.runFor(seconds(3));
        network.heal(unheard, cluster.cluster().manager());
        cluster.expectHealthy().expectState("node-3", MemberState.STANDBY).expectValue("k", "v");
    }

    @Test
    void forwardedIncrement_thatArrivesAgainMuchLater_isNotMadeAgain() {
        List<Runnable> again = new ArrayList<>();
        ClusterHarness cluster =
                ClusterHarness.start(1, SimSettings.calm(3), NetworkSettings.calm(), (network, from, to, message) -> {
                    if (message instanceof ShardMessage.Forward) {
                        again.add(() -> to.receive(from, message));
                    }
                    return message;
                });
        List<String> nodes = primaryFirst(cluster, "n");
        cluster.increment(nodes.get(1), "n", 1).increment(nodes.get(2), "n", 10);
        Runnable first = again.get(0);
        Runnable second = again.get(1);
        first.run();
        cluster.runFor(100).expectValue("n", "11").runFor(seconds(5));
        cluster.increment(nodes.get(1), "n", 100).increment(nodes.get(2), "n", 1000);
        first.run();
        second.run();
        cluster.runFor(seconds(5)).increment(nodes.get(1), "n", 10_000);
        first.run();
        second.run();
        cluster.runFor(seconds(1)).expectHealthy().expectValue("n", "11111");
    }

    @Test
    void copyOfAForwardedIncrement_thatComesUnderANewEpoch_isNotCalledRefused() {
        List<Runnable> again = new ArrayList<>();
        long[] epoch = new long[1];
        ClusterHarness cluster =
                ClusterHarness.start(1, SimSettings.calm(4), NetworkSettings.calm(), (network, from, to, message) -> {
                    if (message instanceof ShardMessage.Forward forward) {
                        epoch[0] = forward.epoch();
                        again.add(() -> to.receive(from, message));
                    }
                    return again.size() == 1 && message instanceof ShardMessage.ForwardAnswer ? null : message;
                });
        int slot = Key.of("n").slot(cluster.cluster().world().settings().slotCount());
        List<String> holders = cluster.cluster().manager().state().slot(slot).current();
        SimNode asked = cluster.cluster().node(holders.get(1));
        ClientOperation increment =
                cluster.cluster().clients().submit(asked, new Operation.Increment(Key.of("n"), 1, Operation.NO_TTL));
        cluster.runFor(100).drain(holders.get(2)).runFor(seconds(2));
        SimNode primary = cluster.cluster().node(holders.get(0));
        assertTrue(primary.adopted().slot(slot).epoch() > epoch[0], "the list has changed");
        again.getFirst().run();
        cluster.runFor(seconds(3)).expectHealthy().expectValue("n", "1");
        assertNotNull(increment.result);
    }

    @Test
    void wallClockThatGoesBack_keepsNoOperationWaiting() {
        ClusterHarness cluster = ClusterHarness.start(1, SimSettings.calm(3).withJumps(60_000), NetworkSettings.calm())
                .put("k", "v0");
        List<String> nodes = primaryFirst(cluster, "k");
        SimNode asked = cluster.cluster().node(nodes.get(1));
        cluster.setClock(nodes.get(1), 60_000).pause(nodes.get(0));
        ClientOperation put = cluster.cluster()
                .clients()
                .submit(asked, new Operation.Put(Key.of("k"), new byte[] {'w'}, "", 0, Condition.ALWAYS));
        cluster.runFor(100).setClock(nodes.get(1), -60_000).runFor(ShardSettings.DEFAULT_OPERATION_TIMEOUT_MILLIS);
        assertInstanceOf(Result.Written.class, put.result, "another replica took it in");
        cluster.resume(nodes.get(0)).expectHealthy().expectValue("k", "w");
    }

    @Test
    void wallClockOfTheManagerThatGoesBack_keepsNoDeadNodeInTheRing() {
        ClusterHarness cluster = ClusterHarness.start(4).put("k", "v");
        cluster.cluster().manager().clock().jumpTo(-60_000_000);
        cluster.kill("node-3").runFor(seconds(20));
        assertEquals(0, cluster.primariesOf("node-3"), "its slots have other holders");
        cluster.startNode("node-3").expectHealthy().expectValue("k", "v");
    }

    @Test
    void wallClockThatIsSetBackWhileANodeIsStopped_givesOutNoVersionTwice() {
        ClusterHarness cluster = ClusterHarness.start(3);
        Result.Written before = assertInstanceOf(Result.Written.class, cluster.ask("node-1", put("k")));
        String primary = before.version().nodeId();
        cluster.stop(primary).setClock(primary, -60_000).startNode(primary).expectHealthy();
        Result.Written after = assertInstanceOf(Result.Written.class, cluster.ask(primary, put("k")));
        assertEquals(primary, after.version().nodeId(), "the same node");
        assertEquals(before.version().incarnation(), after.version().incarnation(), "under the same incarnation");
        for (int i = 0; i < 50; i++) {
            Result.Written other = assertInstanceOf(Result.Written.class, cluster.ask(primary, put("other" + i)));
            if (other.version().nodeId().equals(primary) && shardOf("other" + i) == shardOf("k")) {
                assertTrue(
                        other.version().time() > before.version().time(),
                        () -> "given out earlier, or before that: " + other.version());
            }
        }
        cluster.setClock(primary, 0).expectHealthy();
    }

    @Test
    void wallClockThatGoesBackOverACrash_givesOutNoVersionTwice_alsoBeforeTheManagerIsHeard() {
        ClusterHarness cluster = ClusterHarness.start(3).runFor(seconds(20));
        Result.Written before = assertInstanceOf(Result.Written.class, cluster.ask("node-1", put("k")));
        String stamped = before.version().nodeId();
        cluster.killManager()
                .kill(stamped)
                .setClock(stamped, -60_000)
                .startNode(stamped)
                .runFor(seconds(2));
        Result.Written meanwhile = assertInstanceOf(Result.Written.class, cluster.ask(stamped, put("other")));
        assertEquals(stamped, meanwhile.version().nodeId());
        assertNotEquals(before.version().incarnation(), meanwhile.version().incarnation());
        cluster.startManager().runFor(seconds(5));
        Result.Written after = assertInstanceOf(Result.Written.class, cluster.ask(stamped, put("other")));
        assertEquals(before.version().incarnation() + 1, after.version().incarnation());
        cluster.setClock(stamped, 0).expectHealthy();
    }

    private static int shardOf(String key) {
        SimSettings settings = SimSettings.calm(3);
        return Key.of(key).slot(settings.slotCount()) % settings.shards();
    }

    private static Operation put(String key) {
        return new Operation.Put(Key.of(key), new byte[] {'w'}, "", 0, Condition.ALWAYS);
    }

    /** Seed 30308: two of three disks had the mark of the removal, whose grace was over as they were read. */
    @Test
    void removalThatAYoungSnapshotMissed_isNotUndone_whenAllFailUntilItsGraceIsOver() {
        ClusterHarness cluster = ClusterHarness.start(
                        1, SimSettings.calm(3).withGrace(6_000, 500), NetworkSettings.calm())
                .put("removed", "old")
                .put("kept", "old")
                .runFor(seconds(3));
        SimNode unaware = cluster.cluster().node("node-3");
        cutFromPeers(cluster, unaware);
        cluster.remove("removed")
                .runFor(seconds(5))
                .kill("node-1")
                .kill("node-2")
                .kill("node-3");
        healToPeers(cluster, unaware);
        cluster.runFor(seconds(2))
                .startNode("node-1")
                .startNode("node-2")
                .startNode("node-3")
                .expectHealthy()
                .expectAbsent("removed")
                .expectValue("kept", "old");
    }

    /** Beside seed 30308: the first to start saw the others of its list DOWN, and dropped the only mark that was left. */
    @Test
    void firstNodeThatStartsAgain_keepsItsMarksUntilOthersAreBack() {
        ClusterHarness cluster =
                ClusterHarness.start(1, SimSettings.calm(5).withGrace(12_000, 500), NetworkSettings.calm());
        String key = keyOf(cluster, "node-1", "node-2");
        String first = holdersOf(cluster, key).stream()
                .filter(name -> !name.equals("node-1") && !name.equals("node-2"))
                .findFirst()
                .orElseThrow();
        cluster.put(key, "old").runFor(seconds(3));
        SimNode unaware = cluster.cluster().node("node-1");
        cutFromPeers(cluster, unaware);
        Result removed = cluster.ask(first, new Operation.Remove(Key.of(key), Condition.ALWAYS));
        assertInstanceOf(Result.Removed.class, removed);
        cluster.runFor(seconds(8));
        cluster.kill("node-1").destroy("node-2").kill("node-3").kill("node-4").kill("node-5");
        healToPeers(cluster, unaware);
        cluster.runFor(seconds(2))
                .startNode(first)
                .runFor(seconds(4))
                .expectState("node-1", MemberState.DOWN)
                .expectState("node-2", MemberState.DOWN)
                .expectState(first, MemberState.JOINING);
        for (int node = 1; node <= 5; node++) {
            if (!first.equals("node-" + node)) {
                cluster.startNode("node-" + node);
            }
        }
        cluster.expectHealthy().expectAbsent(key);
    }

    /** Some key whose list has these nodes. */
    private static String keyOf(ClusterHarness cluster, String... nodes) {
        for (int i = 0; ; i++) {
            if (holdersOf(cluster, "k" + i).containsAll(List.of(nodes))) {
                return "k" + i;
            }
        }
    }

    private static List<String> holdersOf(ClusterHarness cluster, String key) {
        int slot = Key.of(key).slot(cluster.cluster().world().settings().slotCount());
        return cluster.cluster().manager().state().slot(slot).current();
    }

    /** The node reaches the manager, and nobody else. */
    private static void cutFromPeers(ClusterHarness cluster, SimNode alone) {
        Network network = cluster.cluster().world().network();
        for (SimNode other : cluster.cluster().nodes()) {
            if (other != alone) {
                network.cut(alone, other);
                network.cut(other, alone);
            }
        }
    }

    private static void healToPeers(ClusterHarness cluster, SimNode alone) {
        Network network = cluster.cluster().world().network();
        for (SimNode other : cluster.cluster().nodes()) {
            if (other != alone) {
                network.heal(alone, other);
                network.heal(other, alone);
            }
        }
    }
}
