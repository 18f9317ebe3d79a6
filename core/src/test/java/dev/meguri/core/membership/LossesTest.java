package dev.meguri.core.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossesTest {
    private final ManagerScene scene = new ManagerScene();

    private void formStrong(String... nodes) {
        scene.form(nodes);
        scene.command(new ManagerInput.PutPolicy(scene.nextCommand(), Policy.strong("strong:")));
        scene.run(1_000);
    }

    private void forget(String... nodes) {
        for (String node : nodes) {
            scene.kill(node);
        }
        for (String node : nodes) {
            scene.restart(node, ManagerMessage.Memory.EMPTY);
        }
        scene.run(3_000);
    }

    private ManagerEffect accept(BitSet slots, int confirmed) {
        return scene.command(new ManagerInput.AcceptLoss(scene.nextCommand(), slots, confirmed));
    }

    private int slots() {
        return scene.manager.state().slotCount();
    }

    private static BitSet of(int... slots) {
        BitSet set = new BitSet();
        for (int slot : slots) {
            set.set(slot);
        }
        return set;
    }

    private void assertRefused(ManagerFailure failure, ManagerEffect answer) {
        assertEquals(
                failure, assertInstanceOf(ManagerEffect.Refuse.class, answer).failure());
    }

    @Test
    void minorityForgets_nothingIsLost() {
        formStrong("node-1", "node-2", "node-3");
        forget("node-2");
        assertEquals(0, scene.manager.lostSlots().count());
        assertFalse(scene.happened(ManagerEvent.SLOTS_LOST));
    }

    @Test
    void majorityForgets_isToldOnce_andAgainByAManagerThatStarts() {
        formStrong("node-1", "node-2", "node-3");
        forget("node-1", "node-2");
        assertEquals(slots(), scene.manager.lostSlots().strong().cardinality());
        assertEquals(1, told());
        scene.run(5_000);
        assertEquals(1, told());
        scene.killManager();
        scene.startManager();
        scene.nodes.values().forEach(scene::connect);
        scene.run(5_000);
        assertEquals(2, told());
    }

    private long told() {
        return scene.events.stream()
                .filter(e -> e.type() == ManagerEvent.SLOTS_LOST)
                .count();
    }

    @Test
    void eventualPoliciesOnly_nothingIsLost() {
        scene.form("node-1", "node-2", "node-3");
        forget("node-1", "node-2", "node-3");
        assertEquals(0, scene.manager.lostSlots().count());
    }

    @Test
    void acceptedSlots_haveVotersThatBeginAnew_othersKeepTheirs() {
        formStrong("node-1", "node-2", "node-3");
        forget("node-1", "node-2");
        assertInstanceOf(ManagerEffect.Answer.class, accept(of(3, 5), 2));
        for (int slot = 0; slot < slots(); slot++) {
            SlotAssignment now = scene.manager.state().slot(slot);
            boolean anew = now.voters().stream().allMatch(v -> v.since() == now.epoch() && isPresent(v));
            assertEquals(slot == 3 || slot == 5, anew, now.toString());
        }
        assertEquals(slots() - 2, scene.manager.lostSlots().count());
        ManagerEffect.Event event = scene.events.getLast();
        assertEquals(ManagerEvent.SLOTS_RESET, event.type());
        assertEquals("3,5", event.details().get("slots"));
        assertEquals("operator", event.details().get("by"));
    }

    private boolean isPresent(Voter voter) {
        return scene.manager.state().member(voter.nodeId()).incarnation() == voter.incarnation();
    }

    @Test
    void wrongNumber_orSlotsThatAreHeld_areRefused() {
        formStrong("node-1", "node-2", "node-3");
        assertRefused(ManagerFailure.SLOTS_NOT_LOST, accept(new BitSet(), 0));
        forget("node-1", "node-2");
        assertRefused(ManagerFailure.LOSS_NOT_CONFIRMED, accept(of(3, 5), 3));
        assertRefused(ManagerFailure.LOSS_NOT_CONFIRMED, accept(new BitSet(), slots() - 1));
        assertInstanceOf(ManagerEffect.Answer.class, accept(of(3), 1));
        assertRefused(ManagerFailure.SLOTS_NOT_LOST, accept(of(3, 5), 2));
        assertInstanceOf(ManagerEffect.Answer.class, accept(new BitSet(), slots() - 1));
        assertEquals(0, scene.manager.lostSlots().count());
    }

    @Test
    void holdersAreDownForLong_othersHoldTheSlots_onceThatIsAccepted() {
        scene.form("node-1", "node-2", "node-3", "node-4", "node-5", "node-6", "node-7");
        scene.kill("node-1");
        scene.kill("node-2");
        scene.kill("node-3");
        scene.run(3_000);
        assertEquals(0, scene.manager.lostSlots().count(), "they may be back soon");
        scene.run(60_000);
        BitSet lost = scene.manager.lostSlots().withoutHolder();
        assertFalse(lost.isEmpty(), "some slots are held by these three alone");
        assertTrue(scene.happened(ManagerEvent.SLOTS_LOST));
        assertInstanceOf(ManagerEffect.Answer.class, accept(new BitSet(), lost.cardinality()));
        scene.run(10_000);
        assertEquals(0, scene.manager.lostSlots().count());
        lost.stream()
                .forEach(slot -> assertTrue(scene.manager.state().slot(slot).current().stream()
                        .allMatch(node -> scene.state(node).isLive())));
    }

    @Test
    void forcedRemoval_thatLeavesNoMajority_beginsAnew() {
        formStrong("node-1", "node-2", "node-3", "node-4", "node-5");
        scene.kill("node-1");
        scene.run(3_000);
        scene.drain("node-1", true);
        assertFalse(scene.happened(ManagerEvent.SLOTS_LOST), "two of three have memory");
        scene.kill("node-2");
        scene.run(3_000);
        scene.drain("node-2", true);
        ManagerEffect.Event event = scene.events.stream()
                .filter(e -> e.type() == ManagerEvent.SLOTS_LOST)
                .findFirst()
                .orElseThrow();
        for (Object slot : (List<?>) event.details().get("slots")) {
            SlotAssignment now = scene.manager.state().slot(((Number) slot).intValue());
            assertTrue(now.voters().stream().allMatch(v -> v.since() == now.epoch()), now.toString());
        }
    }
}
