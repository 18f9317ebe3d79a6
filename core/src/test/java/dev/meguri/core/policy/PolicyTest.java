package dev.meguri.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.Policy.Consistency;
import dev.meguri.core.policy.Policy.Eviction;
import dev.meguri.core.policy.Policy.OnMajorityLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    @ParameterizedTest
    @ValueSource(strings = {"user:", "a.b.", "path/", "x|", "x#", "x-", "session:eu:", "ü:"})
    void prefix_thatEndsAtASeparator_isTaken(String prefix) {
        assertEquals(prefix, policy(prefix, 3, 2, 1).prefix());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user", ":", "us er:", "user:\n", "user:\t:", "user_"})
    void prefix_thatDoesNot_isRefused(String prefix) {
        assertField("prefix", () -> policy(prefix, 3, 2, 1));
    }

    @Test
    void prefix_ofMoreThan256Characters_isRefused() {
        policy("x".repeat(255) + ":", 3, 2, 1);
        assertField("prefix", () -> policy("x".repeat(256) + ":", 3, 2, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, replicas",
        "8, 1, 1, replicas",
        "3, 4, 1, writeQuorum",
        "3, 0, 1, writeQuorum",
        "3, -1, 1, writeQuorum",
        "3, 2, 4, readQuorum",
        "3, 2, 0, readQuorum",
        "1, 2, 1, writeQuorum"
    })
    void quorums_outOfBounds_nameTheField(int replicas, int writeQuorum, int readQuorum, String field) {
        assertField(field, () -> policy("user:", replicas, writeQuorum, readQuorum));
    }

    @Test
    void quorums_atTheirBounds_areTaken() {
        policy("user:", 1, 1, 1);
        policy("user:", Limits.MAX_REPLICAS, Limits.MAX_REPLICAS, Limits.MAX_REPLICAS);
    }

    @Test
    void ttls_outOfBounds_nameTheField() {
        assertField("defaultTtl", () -> policy(-1, 0, 0, 100, "lww"));
        assertField("defaultTtl", () -> policy(Limits.MAX_TTL_MILLIS + 1, 0, 0, 100, "lww"));
        assertField("maxTtl", () -> policy(0, -1, 0, 100, "lww"));
        assertField("maxTtl", () -> policy(0, Long.MAX_VALUE, 0, 100, "lww"));
    }

    @Test
    void sizes_outOfBounds_nameTheField() {
        assertField("maxBytes", () -> policy(0, 0, -1, 100, "lww"));
        assertField("maxValueBytes", () -> policy(0, 0, 0, 0, "lww"));
        assertField("maxValueBytes", () -> policy(0, 0, 0, Limits.MAX_VALUE_BYTES + 1, "lww"));
    }

    @Test
    void conflict_thatIsNoResolversName_isRefused() {
        assertTrue(policy(0, 0, 0, 100, "union").hasResolver());
        assertFalse(policy(0, 0, 0, 100, "lww").hasResolver());
        assertField("conflict", () -> policy(0, 0, 0, 100, ""));
        assertField("conflict", () -> policy(0, 0, 0, 100, "Union"));
        assertField("conflict", () -> policy(0, 0, 0, 100, "a b"));
    }

    @Test
    void strong_evictsNothing() {
        assertTrue(Policy.strong("user:").isStrong());
        assertField(
                "eviction",
                () -> new Policy(
                        "user:",
                        Consistency.STRONG,
                        3,
                        2,
                        1,
                        0,
                        0,
                        0,
                        100,
                        Eviction.LRU,
                        "lww",
                        OnMajorityLoss.REFUSE));
    }

    @ParameterizedTest
    @CsvSource({
        // default, cap, asked, stored
        "0, 0, -1, 0",
        "0, 0, 0, 0",
        "0, 0, 500, 500",
        "100, 0, -1, 100",
        "100, 0, 0, 0",
        "0, 1000, -1, 1000",
        "0, 1000, 0, 1000",
        "0, 1000, 999, 999",
        "0, 1000, 1001, 1000",
        "2000, 1000, -1, 1000"
    })
    void effectiveTtl_appliesDefaultAndCap(long defaultTtl, long maxTtl, long asked, long stored) {
        assertEquals(stored, policy(defaultTtl, maxTtl, 0, 100, "lww").effectiveTtlMillis(asked));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, -1, 0, 0",
        "0, 0, 10, 0, 1010",
        "5, 0, -1, 0, 1005",
        "5, 0, 0, 0, 0",
        "5, 0, 0, 1234, 1234",
        "0, 100, 0, 1234, 1100",
        "0, 300, 0, 1234, 1234",
        "0, 100, 0, 0, 1100"
    })
    void expiry_isAsAskedFor_byTtlOrByTime_andCapped(
            long defaultTtl, long maxTtl, long ttl, long expireAt, long expected) {
        assertEquals(expected, policy(defaultTtl, maxTtl, 0, 100, "lww").expiryMillis(ttl, expireAt, 1_000));
    }

    @Test
    void defaults_areThePresetSafe() {
        Policy policy = Policy.defaults();
        assertEquals(3, policy.replicas());
        assertEquals(2, policy.writeQuorum());
        assertEquals(1, policy.readQuorum());
        assertEquals(Eviction.TINYLFU, policy.eviction());
    }

    private static InvalidPolicyException assertField(String field, org.junit.jupiter.api.function.Executable make) {
        InvalidPolicyException error = assertThrows(InvalidPolicyException.class, make);
        assertEquals(field, error.field());
        assertTrue(error.getMessage().startsWith(field + " "), error.getMessage());
        return error;
    }

    static Policy policy(String prefix, int replicas, int writeQuorum, int readQuorum) {
        return new Policy(
                prefix,
                Consistency.EVENTUAL,
                replicas,
                writeQuorum,
                readQuorum,
                0,
                0,
                0,
                100,
                Eviction.LRU,
                "lww",
                OnMajorityLoss.REFUSE);
    }

    private static Policy policy(long defaultTtl, long maxTtl, long maxBytes, int maxValueBytes, String conflict) {
        return new Policy(
                "user:",
                Consistency.EVENTUAL,
                3,
                2,
                1,
                defaultTtl,
                maxTtl,
                maxBytes,
                maxValueBytes,
                Eviction.LRU,
                conflict,
                OnMajorityLoss.REFUSE);
    }
}
