package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.SlotAssignment;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobCommandsTest {
    private final ManagerScene scene = new ManagerScene();

    @BeforeEach
    void form() {
        scene.form("node-1", "node-2", "node-3");
    }

    private List<List<String>> lists() {
        return scene.manager.state().slots().stream()
                .map(SlotAssignment::current)
                .toList();
    }

    /** Until some slots of the job have moved, and others have not. */
    private void runUntilAmid(long jobId) {
        for (int i = 0; i < 100 && !isAmid(jobId); i++) {
            scene.run(100);
        }
        assertTrue(isAmid(jobId), scene.manager.job().toString());
    }

    private boolean isAmid(long jobId) {
        RebalanceJob job = scene.manager.job();
        return job != null && job.id() == jobId && job.slotsDone() > 0 && job.slotsDone() < job.slots();
    }

    private ManagerEffect pause(long id) {
        return scene.command(new ManagerInput.PauseRebalance(scene.nextCommand(), id));
    }

    private ManagerEffect resume(long id) {
        return scene.command(new ManagerInput.ResumeRebalance(scene.nextCommand(), id));
    }

    private ManagerEffect cancel(long id) {
        return scene.command(new ManagerInput.CancelRebalance(scene.nextCommand(), id));
    }

    private static void assertRefused(ManagerFailure failure, ManagerEffect answer) {
        assertEquals(
                failure, assertInstanceOf(ManagerEffect.Refuse.class, answer).failure());
    }

    private void joinAmid() {
        scene.connect("node-4");
        runUntilAmid(1);
    }

    @Test
    void pausedJob_finishesWhatMoves_andBeginsNothingMore_untilItIsResumed() {
        joinAmid();
        assertInstanceOf(ManagerEffect.Answer.class, pause(1));
        scene.run(2_000);
        assertEquals(0, scene.manager.slotsMoving());
        RebalanceJob paused = scene.manager.job();
        assertEquals(RebalanceJob.State.PAUSED, paused.state());
        List<List<String>> lists = lists();
        scene.run(20_000);
        assertEquals(lists, lists());
        assertEquals(paused, scene.manager.job());
        assertInstanceOf(ManagerEffect.Answer.class, pause(1));

        assertInstanceOf(ManagerEffect.Answer.class, resume(1));
        scene.run(20_000);
        assertEquals(RebalanceJob.State.DONE, scene.manager.job().state());
        assertEquals(ManagerScene.SLOTS * 3 / 4, scene.copies("node-4"));
    }

    @Test
    void pausedJob_isPausedAfterARestartOfTheManager() {
        joinAmid();
        pause(1);
        scene.run(2_000);
        scene.killManager();
        scene.now += 5_000;
        scene.startManager();
        scene.nodes.keySet().forEach(scene::connect);
        scene.run(20_000);
        assertEquals(RebalanceJob.State.PAUSED, scene.manager.job().state());
        resume(1);
        scene.run(20_000);
        assertEquals(RebalanceJob.State.DONE, scene.manager.job().state());
        scene.assertSettled(3);
    }

    @Test
    void membersChangeWhileAJobIsPaused_theNextOneIsPausedToo_butMissingCopiesAreMade() {
        joinAmid();
        pause(1);
        scene.run(2_000);
        scene.connect("node-5");
        scene.run(5_000);
        assertEquals(2, scene.manager.job().id());
        assertEquals(RebalanceJob.State.PAUSED, scene.manager.job().state());
        assertEquals(0, scene.copies("node-5"));

        scene.kill("node-1");
        scene.run(60_000);
        assertEquals("node_replaced", scene.manager.job().reason());
        assertEquals(RebalanceJob.State.DONE, scene.manager.job().state());
        assertEquals(0, scene.copies("node-1"));
        scene.assertSettled(3);
    }

    @Test
    void joinCancelled_everySlotIsWhereItWas_andTheNodeWaits() {
        List<List<String>> before = lists();
        joinAmid();
        ManagerEffect.Answer answer = assertInstanceOf(ManagerEffect.Answer.class, cancel(1));
        assertEquals(2, answer.jobId());
        assertEquals("cancelled", scene.manager.job().reason());
        assertRefused(ManagerFailure.REBALANCE_STATE_CONFLICT, cancel(2));
        scene.run(20_000);
        assertEquals(before, lists());
        assertEquals(MemberState.STANDBY, scene.state("node-4"));
        assertEquals(2, scene.manager.job().id());
        assertEquals(RebalanceJob.State.DONE, scene.manager.job().state());

        assertInstanceOf(ManagerEffect.Answer.class, scene.admit("node-4"));
        scene.run(20_000);
        assertEquals(ManagerScene.SLOTS * 3 / 4, scene.copies("node-4"));
    }

    @Test
    void joinCancelledBeforeAnythingArrived_needsNoWayBack() {
        List<List<String>> before = lists();
        scene.node("node-4").syncs = false;
        scene.connect("node-4");
        scene.run(5_000);
        assertTrue(scene.manager.slotsMoving() > 0);
        ManagerEffect.Answer answer = assertInstanceOf(ManagerEffect.Answer.class, cancel(1));
        assertEquals(1, answer.jobId());
        assertEquals(before, lists());
        scene.node("node-4").syncs = true;
        scene.run(20_000);
        assertEquals(before, lists());
        assertEquals(MemberState.STANDBY, scene.state("node-4"));
        assertEquals(1, scene.manager.job().id());
        assertEquals(RebalanceJob.State.CANCELLED, scene.manager.job().state());
    }

    @Test
    void drainCancelled_everySlotIsWhereItWas_andTheNodeStays() {
        scene.connect("node-4");
        scene.run(20_000);
        List<List<String>> before = lists();
        scene.drain("node-4", false);
        runUntilAmid(2);
        assertInstanceOf(ManagerEffect.Answer.class, cancel(scene.manager.job().id()));
        assertEquals(MemberState.ACTIVE, scene.state("node-4"));
        scene.run(20_000);
        assertEquals(before, lists());
        assertEquals(MemberState.ACTIVE, scene.state("node-4"));
        assertEquals("cancelled", scene.manager.job().reason());
    }

    @Test
    void managerKilledAfterACancel_movesBackAllTheSame() {
        List<List<String>> before = lists();
        joinAmid();
        cancel(1);
        scene.run(300);
        scene.killManager();
        scene.now += 5_000;
        scene.startManager();
        scene.nodes.keySet().forEach(scene::connect);
        scene.run(20_000);
        assertEquals(before, lists());
        assertEquals(MemberState.STANDBY, scene.state("node-4"));
    }

    @Test
    void jobsThatCannotBe_areRefused() {
        assertRefused(ManagerFailure.REBALANCE_NOT_FOUND, pause(1));
        joinAmid();
        assertRefused(ManagerFailure.REBALANCE_NOT_FOUND, cancel(2));
        assertRefused(ManagerFailure.REBALANCE_NOT_FOUND, resume(0));
        scene.run(20_000);
        assertRefused(ManagerFailure.REBALANCE_STATE_CONFLICT, pause(1));
        assertRefused(ManagerFailure.REBALANCE_STATE_CONFLICT, cancel(1));
        scene.kill("node-1");
        scene.run(32_500);
        assertEquals("node_replaced", scene.manager.job().reason());
        assertRefused(
                ManagerFailure.REBALANCE_STATE_CONFLICT,
                cancel(scene.manager.job().id()));
    }
}
