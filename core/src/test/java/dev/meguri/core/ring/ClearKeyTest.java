package dev.meguri.core.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClearKeyTest {
    @Test
    void everySlotHasOne_whichIsInIt_andIsReserved() {
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            Key key = ClearKey.of(slot);
            assertEquals(slot, key.slot(Slots.COUNT));
            assertTrue(ClearKey.is(key));
        }
    }

    /** Whoever holds any key of the slot holds it, also where the default policy is strong. */
    @Test
    void itIsKeptByAllOfTheList_andIsEventual_whateverThePolicies() {
        Policy all = PolicyTable.defaults().with(Policy.strong(Policy.DEFAULT)).of(ClearKey.of(77));
        assertEquals(Limits.MAX_REPLICAS, all.replicas());
        assertFalse(all.isStrong());
    }

    @Test
    void namesThatOnlyLookLikeIt_areNotReserved() {
        for (String name : List.of("cleared{1}", "\0cleared{", "\0cleared1}", "a\0cleared{1}", "}", "\0")) {
            assertFalse(ClearKey.is(Key.of(name)), name);
        }
    }
}
