package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private final ManagerScene scene = new ManagerScene();

    @BeforeEach
    void form() {
        scene.form("node-1", "node-2", "node-3");
    }

    @Test
    void killedNode_isSuspectThenDown_andRecoversUnderANewIncarnation() {
        scene.kill("node-1");
        scene.run(600);
        assertEquals(MemberState.SUSPECT, scene.state("node-1"));
        scene.run(500);
        assertEquals(MemberState.DOWN, scene.state("node-1"));

        scene.restart("node-1", ManagerMessage.Memory.WARM);
        assertEquals(MemberState.JOINING, scene.state("node-1"));
        assertEquals(2, scene.manager.state().member("node-1").incarnation());
        scene.run(1_000);
        assertEquals(MemberState.ACTIVE, scene.state("node-1"));
        assertEquals(
                List.of(
                        ManagerEvent.NODE_ADDED,
                        ManagerEvent.NODE_SUSPECT,
                        ManagerEvent.NODE_DOWN,
                        ManagerEvent.NODE_RETURNED,
                        ManagerEvent.NODE_RECOVERED),
                scene.eventsOf("node-1"));
        assertFalse(scene.happened(ManagerEvent.REBALANCE_STARTED));
    }

    @Test
    void nodeThatJustStarted_getsTimeToWarmUp_thoughTheGossipStillMissesIt() {
        scene.kill("node-1");
        scene.run(2_000);
        scene.restart("node-1", ManagerMessage.Memory.WARM);
        scene.node("node-1").beats = false;
        scene.nodes.values().forEach(n -> n.unreachable.add("node-1"));
        scene.run(9_500);
        assertEquals(MemberState.JOINING, scene.state("node-1"));
        scene.run(1_000);
        assertEquals(MemberState.DOWN, scene.state("node-1"), "it hangs");
    }

    @Test
    void nodeThatJustStarted_andWasKilledAgain_isDownAsSoonAsAnyOther() {
        scene.kill("node-1");
        scene.run(2_000);
        scene.restart("node-1", ManagerMessage.Memory.WARM);
        scene.kill("node-1");
        scene.run(1_100);
        assertEquals(MemberState.DOWN, scene.state("node-1"));
    }

    @Test
    void processThatEnded_isDownAsSoonAsNobodyIsConnectedToItAnyMore() {
        scene.kill("node-1");
        scene.nodes.values().forEach(n -> n.unconnected.add("node-1"));
        scene.run(300);
        assertEquals(MemberState.ACTIVE, scene.state("node-1"), "time to connect again");
        scene.run(300);
        assertEquals(MemberState.DOWN, scene.state("node-1"));
        ManagerEffect.Event down = scene.events.stream()
                .filter(e -> e.type() == ManagerEvent.NODE_DOWN)
                .findFirst()
                .orElseThrow();
        assertEquals(
                "node-1 is down: its process has ended: its connections to the manager and to node-2 and node-3 are closed",
                down.message());
        assertEquals("node-2 and node-3", down.details().get("missedBy"));
    }

    @Test
    void closedConnections_areNoEnd_whileOneMemberIsConnected() {
        scene.disconnect(scene.node("node-1"));
        scene.node("node-2").unconnected.add("node-1");
        scene.run(20_000);
        assertEquals(MemberState.SUSPECT, scene.state("node-1"));
    }

    @Test
    void nodeWithoutPeers_staysActive_whileItsHeartbeatsCome() {
        scene.nodes.values().forEach(n -> {
            n.unreachable.add("node-1");
            n.unconnected.add("node-1");
        });
        scene.run(20_000);
        assertEquals(MemberState.ACTIVE, scene.state("node-1"));
    }

    @Test
    void oneMemberThatMissesIt_ofTwo_isNoMajority() {
        scene.node("node-3").beats = false;
        scene.node("node-1").unreachable.add("node-3");
        scene.run(20_000);
        assertEquals(MemberState.SUSPECT, scene.state("node-3"));
        assertTrue(scene.events.stream().anyMatch(e -> e.message()
                .equals("node-3 is suspected: its heartbeat is missing; node-1 misses it, node-2 reaches it")));
    }

    @Test
    void cableToTheManagerCut_staysSuspectWhilePeersReachIt() {
        scene.disconnect(scene.node("node-2"));
        scene.run(20_000);
        assertEquals(MemberState.SUSPECT, scene.state("node-2"));
        scene.connect("node-2");
        scene.run(600);
        assertEquals(MemberState.ACTIVE, scene.state("node-2"));
        assertEquals(1, scene.node("node-2").incarnation);
    }

    @Test
    void silentHeartbeat_isMissedWhenTheTimeIsUp() {
        scene.node("node-3").beats = false;
        scene.run(1_000);
        assertEquals(MemberState.ACTIVE, scene.state("node-3"));
        scene.run(600);
        assertEquals(MemberState.SUSPECT, scene.state("node-3"));
        scene.nodes.values().forEach(n -> n.unreachable.add("node-3"));
        scene.run(1_500);
        assertEquals(MemberState.DOWN, scene.state("node-3"));

        scene.node("node-3").beats = true;
        scene.run(500);
        assertTrue(scene.eventsOf("node-3").contains(ManagerEvent.NODE_RETURNED));
        scene.run(500);
        assertEquals(MemberState.ACTIVE, scene.state("node-3"));
        assertEquals(1, scene.node("node-3").incarnation);
    }

    @Test
    void majorityDead_onlyAMinorityIsDown() {
        scene.kill("node-1");
        scene.kill("node-2");
        scene.run(10_000);
        assertEquals(
                1,
                scene.manager.state().members().stream()
                        .filter(m -> m.state() == MemberState.DOWN)
                        .count());
        assertEquals(MemberState.ACTIVE, scene.state("node-3"));
    }

    @Test
    void goodbye_isDownAtOnce_andACleanStartKeepsTheIncarnation() {
        ScriptedNode node = scene.node("node-1");
        scene.from(node, new ManagerMessage.Goodbye());
        assertEquals(MemberState.DOWN, scene.state("node-1"));
        scene.disconnect(node);
        node.snapshotMillis = scene.now;
        scene.run(5_000);
        scene.restart("node-1", ManagerMessage.Memory.CLEAN);
        scene.run(1_000);
        assertEquals(MemberState.ACTIVE, scene.state("node-1"));
        assertEquals(1, scene.manager.state().member("node-1").incarnation());
    }

    @Test
    void wholeClusterStopped_startsAgainWithEveryIncarnation() {
        for (ScriptedNode node : List.copyOf(scene.nodes.values())) {
            scene.from(node, new ManagerMessage.Goodbye());
            scene.disconnect(node);
            node.snapshotMillis = scene.now;
        }
        scene.killManager();
        scene.now += 24 * 3_600_000L;
        scene.startManager();
        for (String node : List.of("node-1", "node-2", "node-3")) {
            scene.restart(node, ManagerMessage.Memory.CLEAN);
        }
        scene.run(1_500);
        for (ScriptedNode node : scene.nodes.values()) {
            assertEquals(MemberState.ACTIVE, scene.state(node.nodeId));
            assertEquals(1, node.incarnation);
            assertFalse(node.received.stream().anyMatch(m -> m instanceof ManagerMessage.Welcome w && w.startEmpty()));
        }
        assertFalse(scene.happened(ManagerEvent.REBALANCE_STARTED));
    }

    @Test
    void snapshotOlderThanTheGrace_startsEmpty() {
        scene.kill("node-1");
        scene.node("node-1").snapshotMillis = scene.now;
        scene.run(3_700_000);
        scene.restart("node-1", ManagerMessage.Memory.WARM);
        assertTrue(scene.node("node-1").received.stream()
                .anyMatch(m -> m instanceof ManagerMessage.Welcome w && w.startEmpty()));
    }

    /** Two of three, one after the other: were they new voters, every slot of strong keys would count as lost. */
    @Test
    void cleanStopOlderThanTheGrace_keepsTheIncarnation_andNoSlotIsLost() {
        scene.command(new ManagerInput.PutPolicy(scene.nextCommand(), Policy.strong("strong:")));
        scene.run(1_000);
        for (String name : List.of("node-1", "node-2")) {
            ScriptedNode node = scene.node(name);
            scene.from(node, new ManagerMessage.Goodbye());
            scene.disconnect(node);
            node.snapshotMillis = scene.now;
        }
        scene.run(3_700_000);
        for (String name : List.of("node-1", "node-2")) {
            scene.restart(name, ManagerMessage.Memory.CLEAN);
            // What was removed meanwhile may have left no mark: that is about eventual keys.
            assertTrue(scene.node(name).received.stream()
                    .anyMatch(m -> m instanceof ManagerMessage.Welcome w && w.startEmpty()));
            assertEquals(1, scene.manager.state().member(name).incarnation());
            assertTrue(scene.manager.lostSlots().strong().isEmpty(), "lost slots");
        }
        scene.run(1_500);
        assertEquals(MemberState.ACTIVE, scene.state("node-1"));
        assertEquals(MemberState.ACTIVE, scene.state("node-2"));
        assertFalse(scene.happened(ManagerEvent.SLOTS_LOST));
    }

    @Test
    void takenNodeId_isRefusedOnceTheOtherProvesAlive() {
        ScriptedNode twin = new ScriptedNode("node-1");
        twin.processId = "twin";
        scene.connect(twin);
        scene.run(1_000);
        assertEquals("node_id_taken", ((ManagerMessage.Refused) twin.received.getLast()).code());
        assertEquals(MemberState.ACTIVE, scene.state("node-1"));
    }

    @Test
    void restartBeforeTheOldConnectionClosed_takesOverWhenTheOldStaysSilent() {
        scene.node("node-1").beats = false;
        ScriptedNode restarted = new ScriptedNode("node-1");
        restarted.processId = "restarted";
        scene.connect(restarted);
        scene.run(2_000);
        assertTrue(restarted.welcome);
        assertEquals(2, scene.manager.state().member("node-1").incarnation());
    }

    @Test
    void managerRestart_changesNothingForNodesThatLivedOn() {
        long version = scene.manager.state().ringVersion();
        scene.killManager();
        scene.now += 60_000;
        scene.startManager();
        scene.connect("node-1");
        scene.run(1_000);
        scene.connect("node-2");
        scene.connect("node-3");
        scene.run(10_000);
        assertEquals(version, scene.manager.state().ringVersion());
        assertEquals(MemberState.ACTIVE, scene.state("node-3"));
    }

    @Test
    void deltaThatDoesNotFit_isFollowedByTheWholeState() {
        ScriptedNode node = scene.node("node-1");
        node.state = null;
        scene.from(node, new ManagerMessage.FetchFullState());
        assertEquals(scene.manager.state(), node.state);
    }

    @Test
    void nodeThatLagsBehind_isSentTheWholeState() {
        ScriptedNode node = scene.node("node-1");
        node.state = null;
        scene.run(2_000);
        assertEquals(scene.manager.state(), node.state);
    }

    @Test
    void managerThatStoodStillItself_suspectsNobody() {
        scene.nodes.values().forEach(n -> n.unreachable.addAll(scene.nodes.keySet()));
        scene.run(500);
        scene.now += 10_000;
        scene.run(400);
        for (String node : scene.nodes.keySet()) {
            assertEquals(MemberState.ACTIVE, scene.state(node));
        }
        assertFalse(scene.happened(ManagerEvent.NODE_SUSPECT));
    }

    @Test
    void snapshotGraceSurvivesAQuietNight() {
        scene.kill("node-1");
        scene.node("node-1").snapshotMillis = scene.now;
        scene.now += 600_000;
        scene.run(3_000);
        scene.restart("node-1", ManagerMessage.Memory.WARM);
        assertFalse(scene.node("node-1").received.stream()
                .anyMatch(m -> m instanceof ManagerMessage.Welcome w && w.startEmpty()));
    }
}
