package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebalanceTest {
    private final ManagerScene scene = new ManagerScene();

    @BeforeEach
    void form() {
        scene.form("node-1", "node-2", "node-3");
    }

    private void assertDone(String reason) {
        RebalanceJob job = scene.manager.job();
        assertEquals(RebalanceJob.State.DONE, job.state());
        assertEquals(reason, job.reason());
        assertEquals(job.slots(), job.slotsDone());
        assertEquals(job, scene.stored.job());
    }

    @Test
    void newNode_getsItsShareInBatches() {
        scene.connect("node-4");
        scene.run(20_000);
        assertDone("node_joined");
        scene.assertSettled(3);
        assertEquals(ManagerScene.SLOTS * 3 / 4, scene.copies("node-4"));
        assertEquals(scene.manager.job().leastCopies(), scene.manager.job().copies());
        assertTrue(scene.published.values().stream()
                .allMatch(s -> s.slots().stream().filter(a -> a.isJoint()).count() <= 16));
    }

    @Test
    void afterABatch_nothingMovesForAsLongAsTheSettingsSay() {
        scene.killManager();
        scene.settings = ManagerScene.SETTINGS.with(new ManagerSettings.Moving(8, 8, 1, 200, 200, 100, 1_000));
        scene.startManager();
        scene.nodes.keySet().forEach(scene::connect);
        scene.connect("node-4");
        int busy = 0;
        int rests = 0;
        while (scene.manager.job() == null || scene.manager.job().isRunning()) {
            scene.run(100);
            busy += scene.manager.slotsMoving() > 0 ? 1 : 0;
            rests += scene.manager.job() != null && scene.manager.slotsMoving() == 0 ? 1 : 0;
        }
        assertDone("node_joined");
        assertTrue(busy >= 6, "six batches, and each took some of the time: " + busy);
        assertTrue(rests > busy, busy + " tenths of a second busy, " + rests + " at rest");
    }

    /** How long a node's share takes. */
    private long millisToJoin(int busyPercent, int writesPerBeat) {
        scene.killManager();
        scene.settings = ManagerScene.SETTINGS.with(new ManagerSettings.Moving(16, 2, 1, 50, 300, 100, 1_000));
        scene.startManager();
        scene.nodes.values().forEach(node -> {
            node.busyPercent = busyPercent;
            node.writesPerBeat = writesPerBeat;
        });
        scene.nodes.keySet().forEach(scene::connect);
        scene.run(3_000);
        scene.connect("node-4");
        long started = scene.now;
        while (scene.manager.job() == null || scene.manager.job().isRunning()) {
            scene.run(100);
        }
        assertDone("node_joined");
        return scene.now - started;
    }

    @Test
    void clientsOnBusyNodes_slowTheJobDown() {
        assertTrue(millisToJoin(100, 1_000) > 20_000);
    }

    @Test
    void busyNodesWithoutClients_doNot() {
        assertTrue(millisToJoin(100, 1) < 10_000);
    }

    @Test
    void clientsOnIdleNodes_doNot() {
        assertTrue(millisToJoin(20, 1_000) < 10_000);
    }

    @Test
    void twoNewNodes_shareOnePlan() {
        scene.connect("node-4");
        scene.run(300);
        scene.connect("node-5");
        scene.run(20_000);
        assertEquals(1, scene.manager.job().id());
        assertDone("node_joined");
    }

    @Test
    void unsyncedGainer_holdsTheSwitch() {
        scene.node("node-4").syncs = false;
        scene.connect("node-4");
        scene.run(10_000);
        assertEquals(0, scene.copies("node-4"));
        assertTrue(scene.manager.slotsMoving() > 0);
        assertEquals(MemberState.JOINING, scene.state("node-4"));
        scene.node("node-4").syncs = true;
        scene.run(20_000);
        assertDone("node_joined");
    }

    @Test
    void gainerDies_itsSlotsTurnBack_andAnotherPlanFollows() {
        scene.node("node-4").syncs = false;
        scene.connect("node-4");
        scene.run(5_000);
        assertTrue(scene.manager.slotsMoving() > 0);
        scene.kill("node-4");
        scene.run(2_000);
        assertEquals(MemberState.DOWN, scene.state("node-4"));
        assertEquals(0, scene.manager.slotsMoving());
        scene.run(40_000);
        scene.assertSettled(3);
        assertFalse(scene.manager.job().isRunning());
        assertEquals(0, scene.copies("node-4"));
    }

    @Test
    void managerKilledAmidAJob_goesOnWhereItWas() {
        scene.connect("node-4");
        scene.run(1_800);
        assertTrue(scene.manager.slotsMoving() > 0);
        assertTrue(scene.manager.job().isRunning());
        scene.killManager();
        scene.now += 5_000;
        scene.startManager();
        scene.nodes.keySet().forEach(scene::connect);
        scene.run(20_000);
        assertEquals(1, scene.manager.job().id());
        assertDone("node_joined");
        scene.assertSettled(3);
    }

    @Test
    void drainedNode_isStandby_andCanBeAdmittedAgain() {
        scene.connect("node-4");
        scene.run(20_000);
        assertInstanceOf(ManagerEffect.Answer.class, scene.drain("node-4", false));
        assertEquals(MemberState.LEAVING, scene.state("node-4"));
        scene.run(20_000);
        assertEquals(MemberState.STANDBY, scene.state("node-4"));
        assertDone("node_leaving");
        scene.assertSettled(3);

        assertInstanceOf(ManagerEffect.Answer.class, scene.admit("node-4"));
        scene.run(20_000);
        assertEquals(MemberState.ACTIVE, scene.state("node-4"));
        assertEquals(ManagerScene.SLOTS * 3 / 4, scene.copies("node-4"));
    }

    @Test
    void drainingNodeDies_isRemovedOnceItsCopiesAreElsewhere() {
        scene.connect("node-4");
        scene.run(20_000);
        scene.drain("node-4", false);
        scene.run(1_200);
        scene.kill("node-4");
        scene.run(20_000);
        assertEquals(MemberState.REMOVED, scene.state("node-4"));
        scene.assertSettled(3);
    }

    @Test
    void downForLong_isReplaced_andTakesItsShareWhenItComesBack() {
        scene.connect("node-4");
        scene.run(20_000);
        scene.kill("node-1");
        scene.run(29_000);
        assertTrue(scene.copies("node-1") > 0);
        scene.run(20_000);
        assertDone("node_replaced");
        assertEquals(0, scene.copies("node-1"));
        scene.assertSettled(3);

        scene.restart("node-1", ManagerMessage.Memory.WARM);
        scene.run(20_000);
        assertDone("node_recovered");
        assertEquals(MemberState.ACTIVE, scene.state("node-1"));
        assertEquals(ManagerScene.SLOTS * 3 / 4, scene.copies("node-1"));
    }

    @Test
    void standby_takesThePlaceOfADeadNode() {
        scene.node("spare").standby = true;
        scene.connect("spare");
        scene.run(1_000);
        assertEquals(MemberState.STANDBY, scene.state("spare"));
        scene.kill("node-1");
        scene.run(60_000);
        assertEquals(MemberState.ACTIVE, scene.state("spare"));
        assertEquals(0, scene.copies("node-1"));
        scene.assertSettled(3);
    }

    @Test
    void standbyOfTheDeadNodesZone_isPreferred() {
        ManagerScene zones = new ManagerScene();
        for (String node : List.of("node-1", "node-2", "node-3")) {
            zones.node(node).zone = node.replace("node", "zone");
        }
        zones.form("node-1", "node-2", "node-3");
        for (String spare : List.of("spare-1", "spare-2", "spare-3")) {
            zones.node(spare).zone = spare.replace("spare", "zone");
            zones.node(spare).standby = true;
            zones.connect(spare);
        }
        zones.run(1_000);
        zones.kill("node-2");
        zones.run(60_000);
        assertEquals(MemberState.ACTIVE, zones.state("spare-2"));
        assertEquals(MemberState.STANDBY, zones.state("spare-1"));
        assertEquals(MemberState.STANDBY, zones.state("spare-3"));
    }

    @Test
    void nobodyToReplaceADeadNode_itKeepsItsPlace() {
        scene.kill("node-1");
        scene.run(60_000);
        assertEquals(ManagerScene.SLOTS, scene.copies("node-1"));
    }

    @Test
    void force_removesADeadNodeAtOnce_butNoLivingOne() {
        ManagerEffect.Refuse refusal = (ManagerEffect.Refuse) scene.drain("node-1", true);
        assertEquals(ManagerFailure.NODE_STATE_CONFLICT, refusal.failure());
        scene.kill("node-1");
        scene.run(3_000);
        assertInstanceOf(ManagerEffect.Answer.class, scene.drain("node-1", true));
        assertEquals(MemberState.REMOVED, scene.state("node-1"));
        assertEquals(0, scene.copies("node-1"));
    }

    @Test
    void rebalanceByHand_withNothingToMove_isDoneAtOnce() {
        ManagerEffect.Answer answer = (ManagerEffect.Answer) scene.rebalance();
        assertEquals(answer.jobId(), scene.manager.job().id());
        assertDone("requested");
    }

    @Test
    void rebalanceByHand_whileAJobRuns_answersThatJob() {
        scene.connect("node-4");
        scene.run(1_800);
        assertTrue(scene.manager.job().isRunning());
        ManagerEffect.Answer answer = (ManagerEffect.Answer) scene.rebalance();
        assertEquals(1, answer.jobId());
    }

    @Test
    void lastNode_cannotBeDrained() {
        scene.drain("node-1", false);
        scene.drain("node-2", false);
        ManagerEffect.Refuse refusal = (ManagerEffect.Refuse) scene.drain("node-3", false);
        assertEquals(ManagerFailure.NODE_STATE_CONFLICT, refusal.failure());
        scene.run(10_000);
        assertEquals(MemberState.STANDBY, scene.state("node-1"));
        scene.assertSettled(1);
    }

    @Test
    void policies_travelWithTheRingVersion() {
        long version = scene.manager.state().ringVersion();
        Policy policy = new Policy(
                "user:",
                Policy.Consistency.EVENTUAL,
                2,
                1,
                1,
                0,
                0,
                0,
                1024,
                Policy.Eviction.LRU,
                "lww",
                Policy.OnMajorityLoss.REFUSE);
        scene.command(new ManagerInput.PutPolicy(scene.nextCommand(), policy));
        assertEquals(version + 1, scene.manager.state().ringVersion());
        assertEquals(
                policy, scene.node("node-2").state.policies().named("user:").orElseThrow());

        scene.command(new ManagerInput.DeletePolicy(scene.nextCommand(), "user:"));
        assertTrue(scene.node("node-2").state.policies().named("user:").isEmpty());
        ManagerEffect.Refuse refusal =
                (ManagerEffect.Refuse) scene.command(new ManagerInput.DeletePolicy(scene.nextCommand(), "default"));
        assertEquals(ManagerFailure.DEFAULT_POLICY, refusal.failure());
    }
}
