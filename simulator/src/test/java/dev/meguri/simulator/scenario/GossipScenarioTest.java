package dev.meguri.simulator.scenario;

import static dev.meguri.simulator.scenario.ClusterHarness.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.membership.gossip.GossipView;
import dev.meguri.core.membership.gossip.Standing;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.SimSettings;
import dev.meguri.simulator.mutant.Mutant;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is suspected, who is DOWN, and who is not; and that bugs made on purpose in the gossip are found by these stories. */
class GossipScenarioTest {
    private static final Tap NO_BUG = (network, from, to, message) -> message;

    private static ClusterHarness start(int nodes, Tap bug) {
        return ClusterHarness.start(1, SimSettings.calm(nodes), NetworkSettings.calm(), bug)
                .runFor(seconds(2));
    }

    private static Network network(ClusterHarness cluster) {
        return cluster.cluster().world().network();
    }

    private static SimNode node(ClusterHarness cluster, String name) {
        return cluster.cluster().node(name);
    }

    private static GossipView gossip(ClusterHarness cluster, String node) {
        return node(cluster, node).running().gossip();
    }

    private static ClusterHarness expectNot(ClusterHarness cluster, String event) {
        List<String> events = cluster.cluster().manager().events();
        return cluster.expect(!events.contains(event), "no " + event + " in " + events);
    }

    private static long suspicionsRaised(ClusterHarness cluster) {
        return cluster.cluster().nodes().stream()
                .filter(SimNode::isRunning)
                .mapToLong(n -> n.running().gossip().suspicionsRaised())
                .sum();
    }

    // ---- cuts
    // ---------------------------------------------------------------------------------------------------------
    // --------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneWayCutBetweenManagerAndNode_takesNobodyDown(boolean fromNode) {
        oneWayCutToTheManager(fromNode, NO_BUG);
    }

    private static void oneWayCutToTheManager(boolean fromNode, Tap bug) {
        ClusterHarness cluster = start(3, bug);
        Endpoint manager = cluster.cluster().manager();
        SimNode node = node(cluster, "node-2");
        Endpoint from = fromNode ? node : manager;
        Endpoint to = fromNode ? manager : node;
        network(cluster).cut(from, to);
        cluster.runFor(seconds(20));
        expectNot(cluster, "NODE_DOWN");
        network(cluster).heal(from, to);
        cluster.expectHealthy();
    }

    @Test
    void nodeCutOffFromTheManager_learnsNewStatesFromItsPeers() {
        ClusterHarness cluster = start(3, NO_BUG);
        SimNode node = node(cluster, "node-2");
        network(cluster).cut(cluster.cluster().manager(), node);
        network(cluster).cut(node, cluster.cluster().manager());
        cluster.policy("new:", 3, 1, 1).runFor(seconds(2));
        assertEquals(
                cluster.cluster().manager().state().ringVersion(),
                node.adopted().ringVersion());
    }

    @Test
    void oneWayCutBetweenTwoPeers_isSeenThrough_byTheOthers() {
        oneWayCutBetweenPeers(NO_BUG);
    }

    private static void oneWayCutBetweenPeers(Tap bug) {
        ClusterHarness cluster = start(4, bug);
        network(cluster).cut(node(cluster, "node-1"), node(cluster, "node-2"));
        cluster.runFor(seconds(30));
        cluster.expect(suspicionsRaised(cluster) == 0, "suspicions: " + suspicionsRaised(cluster));
        cluster.expect(gossip(cluster, "node-1").indirectProbes() > 0, "others were asked");
        cluster.expect(node(cluster, "node-1").running().peersGivenUp() > 0, "its shards were told");
        expectNot(cluster, "NODE_SUSPECT");
        network(cluster).heal(node(cluster, "node-1"), node(cluster, "node-2"));
        cluster.expectHealthy();
    }

    @Test
    void flappingWays_takeNobodyDown_andAllTrustEachOtherAfterwards() {
        flapping(NO_BUG);
    }

    private static void flapping(Tap bug) {
        ClusterHarness cluster = start(5, bug);
        SimNode node = node(cluster, "node-3");
        for (int i = 0; i < 30; i++) {
            for (SimNode other : cluster.cluster().nodes()) {
                if (other != node) {
                    network(cluster).cut(node, other);
                    network(cluster).cut(other, node);
                }
            }
            cluster.runFor(900);
            for (SimNode other : cluster.cluster().nodes()) {
                if (other != node) {
                    network(cluster).heal(node, other);
                    network(cluster).heal(other, node);
                }
            }
            cluster.runFor(400);
        }
        cluster.expect(suspicionsRaised(cluster) > 0, "the story is long enough for suspicions");
        expectNot(cluster, "NODE_DOWN");
        cluster.expectHealthy();
    }

    @Test
    void minorityThatIsCutOff_isDown_andTheMajorityGoesOn() {
        ClusterHarness cluster =
                start(5, NO_BUG).put("k", "v").isolate("node-4").isolate("node-5");
        cluster.expectState("node-4", MemberState.DOWN).expectState("node-5", MemberState.DOWN);
        cluster.put("k", "w").expectValue("k", "w").heal().expectHealthy().expectValue("k", "w");
    }

    @Test
    void managerOnTheSideOfTheMinority_neverTakesTheMajorityDown() {
        ClusterHarness cluster =
                start(5, NO_BUG).isolate("node-1").isolate("node-2").isolate("node-3");
        cluster.runFor(seconds(30));
        long down = cluster.cluster().manager().state().members().stream()
                .filter(m -> m.state() == MemberState.DOWN)
                .count();
        assertTrue(down <= 2, down + " of 5 are DOWN");
        cluster.heal().expectHealthy();
    }

    // ---- processes
    // ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void nodeThatPausesForTwoSeconds_isSuspected_refutesIt_andIsNeverDown(int nodes) {
        twoSecondPause(nodes, NO_BUG);
    }

    private static void twoSecondPause(int nodes, Tap bug) {
        ClusterHarness cluster = start(nodes, bug);
        for (int i = 0; i < 6; i++) {
            cluster.pause("node-2").runFor(seconds(2)).resume("node-2").runFor(seconds(4) + 70L * i);
        }
        expectNot(cluster, "NODE_DOWN");
        cluster.expect(gossip(cluster, "node-2").ownRefutations() > 0, "it was suspected");
        cluster.expectHealthy();
        for (SimNode node : cluster.cluster().nodes()) {
            for (GossipView.Member member : gossip(cluster, node.name()).members()) {
                cluster.expect(member.standing() == Standing.ALIVE, member + " at " + node);
            }
        }
    }

    @Test
    void slowNode_accusesNobody() {
        ClusterHarness cluster = start(5, NO_BUG);
        int worst = 1;
        for (int i = 0; i < 25; i++) {
            cluster.pause("node-3").runFor(850).resume("node-3").runFor(150);
            worst = Math.max(worst, gossip(cluster, "node-3").localHealth());
        }
        assertEquals(0, gossip(cluster, "node-3").suspicionsRaised());
        assertTrue(worst > 1, "it knows that it is slow");
        expectNot(cluster, "NODE_DOWN").runFor(seconds(20)).expectHealthy();
        assertEquals(1, gossip(cluster, "node-3").localHealth(), "and that it is not any more");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 7})
    void killedNode_isDownWithinSixHundredMilliseconds(int nodes) {
        ClusterHarness cluster = start(nodes, NO_BUG).kill("node-2").runFor(600);
        assertEquals(MemberState.DOWN, cluster.cluster().manager().state().stateOf("node-2"));
        cluster.startNode("node-2").expectHealthy();
    }

    // ---- bugs made on purpose
    // ----------------------------------------------------------------------------------------

    private static final Tap REFUTATIONS_ARE_IGNORED = Mutant.REFUTATIONS_ARE_IGNORED.meddler(1);

    private static final Tap INDIRECT_PROBES_ARE_NOT_MADE =
            (network, from, to, message) -> message instanceof NodeMessage.PingRequest ? null : message;

    /** Nodes report what they suspect, and everybody else as well. */
    private static final Tap HEARTBEATS_ACCUSE_EVERYBODY = (network, from, to, message) -> {
        if (!(message instanceof ManagerMessage.Heartbeat m)) {
            return message;
        }
        List<String> all = List.of("node-1", "node-2", "node-3");
        return new ManagerMessage.Heartbeat(
                m.term(), m.ringVersion(), m.syncedSince(), m.unsyncedSlots(), all, m.unconnected(), m.load());
    };

    @Test
    void refutationsThatAreIgnored_areFound() {
        assertThrows(AssertionError.class, () -> twoSecondPause(3, REFUTATIONS_ARE_IGNORED));
    }

    @Test
    void indirectProbesThatAreNotMade_areFound() {
        assertThrows(AssertionError.class, () -> oneWayCutBetweenPeers(INDIRECT_PROBES_ARE_NOT_MADE));
    }

    @Test
    void gossipThatAccusesEverybody_isFound() {
        assertThrows(AssertionError.class, () -> oneWayCutToTheManager(true, HEARTBEATS_ACCUSE_EVERYBODY));
    }
}
