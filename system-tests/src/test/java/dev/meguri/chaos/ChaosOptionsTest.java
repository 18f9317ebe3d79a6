package dev.meguri.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.chaos.load.Keys;
import dev.meguri.chaos.load.Load;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosOptionsTest {
    @Test
    void severalPolicies_eachOnce() {
        assertEquals(List.of("strong", "quorum"), options("strong", "quorum").policies());
        assertRefused("--policy must name a preset once", "quorum", "quorum");
    }

    @Test
    void policiesThatAreNoPresets_areRefused_withTheWayOut() {
        String wanted = "--policy must be a preset, such as fast, safe or quorum, or several with commas between them";
        assertRefused(wanted);
        assertRefused(wanted, "quorum", "");
        assertRefused(wanted, "quorum safe");
    }

    @Test
    void keysOfPolicies_doNotMeet() {
        Keys strong = new Keys("strong");
        Keys quorum = new Keys("quorum");
        assertTrue(strong.all().stream().allMatch(strong::contains));
        assertFalse(quorum.all().stream().anyMatch(strong::contains));
    }

    @Test
    void eachOfSeveralPolicies_hasClientsOfItsOwn() {
        assertEquals(12, Load.clients(1));
        assertEquals(18, Load.clients(3));
    }

    private static void assertRefused(String message, String... policies) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> options(policies))
                        .getMessage());
    }

    private static ChaosOptions options(String... policies) {
        return new ChaosOptions(60, 60, List.of(policies), 3);
    }
}
