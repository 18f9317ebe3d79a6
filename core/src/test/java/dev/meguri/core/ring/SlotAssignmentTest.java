package dev.meguri.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotAssignmentTest {
    @Test
    void stable_isHeldByItsListOnly() {
        SlotAssignment slot = SlotAssignment.stable(3, List.of("a", "b"));
        assertFalse(slot.isJoint());
        assertTrue(slot.holds("a"));
        assertFalse(slot.holds("c"));
        assertEquals("a", slot.homePrimary());
    }

    @Test
    void joint_isHeldByBothLists_ledByTheOldOne() {
        SlotAssignment slot = SlotAssignment.joint(3, List.of("a", "b"), List.of("c", "b"));
        assertTrue(slot.isJoint());
        assertTrue(slot.holds("a"));
        assertTrue(slot.holds("c"));
        assertEquals("a", slot.homePrimary());
    }

    @Test
    void noHolder_hasNoHomePrimary() {
        assertNull(SlotAssignment.stable(1, List.of()).homePrimary());
    }

    @Test
    void phaseAndLists_thatContradict_areRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SlotAssignment(
                        1,
                        SlotAssignment.Phase.STABLE,
                        List.of("a"),
                        List.of("b"),
                        List.of(new Voter("a", 1, 1)),
                        List.of(new Voter("b", 1, 1))));
        assertThrows(IllegalArgumentException.class, () -> SlotAssignment.joint(1, List.of("a"), List.of()));
    }

    @Test
    void epoch_belowOne_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> SlotAssignment.stable(0, List.of("a")));
    }

    @Test
    void lists_changedByTheCallerLater_stayAsTheyWere() {
        List<String> list = new ArrayList<>(List.of("a"));
        SlotAssignment slot = SlotAssignment.stable(1, list);
        list.add("b");
        assertEquals(List.of("a"), slot.current());
    }

    @Test
    void votersThatBeginAnew_areTheSameHolders() {
        SlotAssignment stable = SlotAssignment.stable(1, List.of("a", "b", "c"));
        List<Voter> anew = List.of(new Voter("a", 2, 5), new Voter("b", 1, 1), new Voter("c", 1, 1));
        assertTrue(stable.hasHoldersOf(SlotAssignment.jointOf(5, stable.voters(), anew)));
        assertTrue(stable.hasHoldersOf(SlotAssignment.stableOf(6, anew)));
    }

    @Test
    void anotherNodeOrPlace_areOtherHolders() {
        List<String> list = List.of("a", "b", "c");
        SlotAssignment stable = SlotAssignment.stable(1, list);
        SlotAssignment moving = SlotAssignment.joint(2, list, List.of("a", "b", "d"));
        assertFalse(stable.hasHoldersOf(moving));
        assertFalse(moving.hasHoldersOf(stable));
        assertFalse(stable.hasHoldersOf(SlotAssignment.stable(2, List.of("b", "a", "c"))));
    }
}
