package dev.meguri.core.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseKeyTest {
    @Test
    void aKeysLease_isInItsSlot_whateverTheKeyLooksLike() {
        for (String name : List.of("k", "user:42", "{a}b", "a}b{c", "}{", "{}x", "ハッシュ")) {
            Key key = Key.of(name);
            Key lease = LeaseKey.of(key);
            assertEquals(key.slot(Slots.COUNT), lease.slot(Slots.COUNT), name);
            assertTrue(LeaseKey.is(lease), name);
            assertFalse(LeaseKey.is(key), name);
        }
    }

    @Test
    void twoKeys_haveTwoLeases() {
        assertFalse(LeaseKey.of(Key.of("{a}1")).equals(LeaseKey.of(Key.of("{a}2"))));
    }

    @Test
    void theLongestKeyThatCanBeLeased_isOfALengthThatIsTold() {
        Key longest = Key.of(new byte[LeaseKey.MAX_LEASED_BYTES]);
        assertTrue(LeaseKey.of(longest).length() <= Limits.MAX_KEY_BYTES);
        Key longer = Key.of(new byte[LeaseKey.MAX_LEASED_BYTES + 1]);
        assertThrows(IllegalArgumentException.class, () -> LeaseKey.of(longer));
    }

    /** SLOT.md, rule 27. */
    @Test
    void aLease_isStrong_whateverTheKeysPolicyIs() {
        PolicyTable table = PolicyTable.defaults().with(LeaseKey.policy());
        assertFalse(table.of(Key.of("k")).isStrong());
        Policy ofLease = table.of(LeaseKey.of(Key.of("k")));
        assertTrue(ofLease.isStrong());
        assertEquals(Policy.OnMajorityLoss.RESET, ofLease.onMajorityLoss());
    }
}
