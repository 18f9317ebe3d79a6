package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Voters that lost their memory are admitted anew in all their slots (STRONG.md, rule 21), in few ring versions. */
class ReadmissionTest {
    private final ManagerScene scene = new ManagerScene();
    private long formed;

    @BeforeEach
    void formStrong() {
        scene.form("node-1", "node-2", "node-3");
        scene.command(new ManagerInput.PutPolicy(scene.nextCommand(), Policy.strong("strong:")));
        scene.run(1_000);
        formed = scene.manager.state().ringVersion();
    }

    private void forget(String node) {
        scene.kill(node);
        scene.run(1_000);
        scene.restart(node, ManagerMessage.Memory.EMPTY);
    }

    private long versionsThatChangeSlots() {
        return scene.published.tailMap(formed, false).values().stream()
                .filter(state -> state.slots().stream().anyMatch(slot -> slot.epoch() == state.ringVersion()))
                .count();
    }

    private int slots() {
        return scene.manager.state().slotCount();
    }

    private void report(int from, int to) {
        ScriptedNode node = scene.node("node-1");
        scene.from(node, node.carried(IntStream.range(from, to).boxed().toList()));
    }

    @Test
    void nodeThatForgot_entersAllItsSlotsInOneVersion_andIsAVoterAgainInTheNext() {
        scene.node("node-1").carries = true;
        forget("node-2");
        scene.run(1_000);
        ClusterState state = scene.manager.state();
        for (SlotAssignment slot : state.slots()) {
            assertEquals(SlotAssignment.Phase.STABLE, slot.phase());
            assertTrue(slot.voters().stream()
                    .allMatch(v -> v.incarnation() == state.member(v.nodeId()).incarnation()));
        }
        assertEquals(2, versionsThatChangeSlots());
    }

    @Test
    void slotsThatChangeAlike_shareWhatTheyChangeTo() {
        forget("node-2");
        scene.run(200);
        List<SlotAssignment> slots = scene.manager.state().slots();
        assertEquals(slots(), scene.manager.slotsMoving());
        long distinct = slots.stream().map(System::identityHashCode).distinct().count();
        assertEquals(slots.stream().distinct().count(), distinct);
    }

    @Test
    void slotsThatAreCarried_waitForTheOthersAWhile() {
        forget("node-2");
        scene.run(100);
        report(0, slots() - 1);
        scene.run(800);
        assertEquals(slots(), scene.manager.slotsMoving());
        scene.run(300);
        assertEquals(1, scene.manager.slotsMoving());
    }

    @Test
    void slotsThatAreCarried_waitLonger_whileMoreFollow_butNotForEver() {
        forget("node-2");
        scene.run(100);
        for (int i = 1; i <= 6; i++) {
            report(0, i * slots() / 10);
            scene.run(700);
        }
        assertEquals(slots(), scene.manager.slotsMoving());
        report(0, 7 * slots() / 10);
        scene.run(700);
        report(0, 8 * slots() / 10);
        scene.run(200);
        assertEquals(slots() - 8 * slots() / 10, scene.manager.slotsMoving());
    }

    @Test
    void nodeForgetsAgainMeanwhile_isAdmittedOnceMore() {
        forget("node-2");
        scene.run(100);
        forget("node-2");
        scene.node("node-1").carries = true;
        scene.run(2_000);
        ClusterState state = scene.manager.state();
        assertTrue(state.slots().stream()
                .flatMap(slot -> slot.voters().stream())
                .allMatch(v -> v.incarnation() == state.member(v.nodeId()).incarnation()));
        assertEquals(0, scene.manager.slotsMoving());
    }
}
