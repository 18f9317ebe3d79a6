package dev.meguri.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.ring.Key;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTableTest {
    private final PolicyTable table = PolicyTable.defaults()
            .with(PolicyTest.policy("user:", 3, 1, 1))
            .with(PolicyTest.policy("user:admin:", 3, 2, 2))
            .with(PolicyTest.policy("zz:", 3, 3, 1));

    @ParameterizedTest
    @CsvSource({
        "user:42, user:",
        "user:admin:1, user:admin:",
        "user:admin, user:",
        "user:, user:",
        "user, default",
        "USER:42, default",
        "xuser:42, default",
        "default, default",
        "zz:1, zz:"
    })
    void of_longestMatchingPrefix_wins(String key, String prefix) {
        assertEquals(prefix, table.of(Key.of(key)).prefix());
        assertEquals(prefix, table.all().get(table.indexOf(Key.of(key))).prefix());
    }

    @Test
    void of_prefixInUtf8_isComparedByBytes() {
        PolicyTable utf8 = PolicyTable.defaults().with(PolicyTest.policy("größe:", 1, 1, 1));
        assertEquals("größe:", utf8.of(Key.of("größe:1")).prefix());
    }

    @Test
    void with_samePrefix_takesItsPlace() {
        PolicyTable next = table.with(PolicyTest.policy("user:", 5, 1, 1));
        assertEquals(table.all().size(), next.all().size());
        assertEquals(5, next.of(Key.of("user:1")).replicas());
        assertEquals(3, table.of(Key.of("user:1")).replicas(), "the old table is as it was");
    }

    @Test
    void without_givesKeysBackToTheNextLongest() {
        assertEquals(
                "user:", table.without("user:admin:").of(Key.of("user:admin:1")).prefix());
        assertTrue(table.without("user:admin:").named("user:admin:").isEmpty());
    }

    @Test
    void without_default_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> table.without(Policy.DEFAULT));
    }

    @Test
    void table_withoutDefaultOrWithADouble_isRefused() {
        Policy user = PolicyTest.policy("user:", 3, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> new PolicyTable(List.of(user)));
        assertThrows(IllegalArgumentException.class, () -> new PolicyTable(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new PolicyTable(List.of(Policy.defaults(), user, user)));
    }

    @Test
    void table_inWhateverOrder_isTheSame() {
        PolicyTable reversed = new PolicyTable(table.all().reversed());
        assertEquals(table, reversed);
        assertEquals(table.hashCode(), reversed.hashCode());
    }
}
