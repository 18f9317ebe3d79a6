package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.SlotAssignment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Slots in JOINT whose strong keys are with the next list, and not with the one before any more: they only ever go on to the
 * next one (STRONG.md, rules 18, 19 and 23).
 */
class CarriedSlotsTest {
    private final ManagerScene scene = new ManagerScene();
    /** In JOINT from node-1, node-2, node-3 to two of them and node-4. */
    private List<Integer> carried;

    @BeforeEach
    void joinAmid_everythingIsCarried_nothingArrives() {
        scene.form("node-1", "node-2", "node-3");
        scene.command(new ManagerInput.PutPolicy(scene.nextCommand(), Policy.strong("strong:")));
        scene.run(1_000);
        scene.node("node-4").syncs = false;
        scene.node("node-2").carries = true;
        scene.connect("node-4");
        for (int i = 0; i < 100 && scene.manager.slotsMoving() == 0; i++) {
            scene.run(100);
        }
        scene.run(1_000);
        carried = IntStream.range(0, scene.manager.state().slotCount())
                .filter(slot -> slot(slot).isJoint() && !slot(slot).next().contains("node-3"))
                .boxed()
                .toList();
        assertFalse(carried.isEmpty(), "no slot leaves node-3");
    }

    private SlotAssignment slot(int number) {
        return scene.manager.state().slot(number);
    }

    private void forget(String node) {
        scene.kill(node);
        scene.restart(node, ManagerMessage.Memory.EMPTY);
        scene.run(1_000);
    }

    private void assertNoneIsLost() {
        assertTrue(carried.stream().noneMatch(scene.manager.lostSlots().strong()::get), "lost slots");
        for (int number : carried) {
            SlotAssignment slot = slot(number);
            assertTrue(slot.isJoint() || slot.current().contains("node-4"), slot.toString());
        }
    }

    private void assertTheyArrive() {
        scene.node("node-4").syncs = true;
        scene.run(3_000);
        for (int number : carried) {
            assertTrue(
                    slot(number).current().contains("node-4") || !slot(number).isJoint(),
                    slot(number).toString());
        }
        assertTrue(carried.stream().noneMatch(scene.manager.lostSlots().strong()::get), "lost slots");
    }

    @Test
    void oldMajorityForgets_cancelledJob_doesNotGoBackToIt() {
        forget("node-3");
        forget("node-1");
        assertNoneIsLost();
        ManagerEffect answer = scene.command(new ManagerInput.CancelRebalance(
                scene.nextCommand(), scene.manager.job().id()));
        assertInstanceOf(ManagerEffect.Answer.class, answer, answer.toString());
        assertNoneIsLost();
        scene.run(1_000);
        assertNoneIsLost();
        assertTheyArrive();
    }

    @Test
    void oldMajorityForgets_managerThatStarts_knowsThatNothingIsLost_thoughNobodyTellsItAgain() {
        forget("node-3");
        forget("node-1");
        scene.node("node-2").carries = false;
        scene.killManager();
        scene.startManager();
        scene.nodes.values().forEach(scene::connect);
        scene.run(20_000);
        assertNoneIsLost();
        assertTheyArrive();
    }

    @Test
    void forcedRemoval_thatTakesTheOldMajority_goesOnToTheNext_withoutTheNode() {
        forget("node-3");
        scene.kill("node-1");
        scene.run(3_000);
        assertInstanceOf(ManagerEffect.Answer.class, scene.drain("node-1", true));
        for (int number : carried) {
            assertEquals(
                    List.of("node-2", "node-4"),
                    slot(number).current().stream().sorted().toList());
            assertTrue(
                    slot(number).voters().stream()
                            .allMatch(v -> v.since() < slot(number).epoch()),
                    "begins anew");
        }
        assertTrue(carried.stream().noneMatch(scene.manager.lostSlots().strong()::get), "lost slots");
    }
}
