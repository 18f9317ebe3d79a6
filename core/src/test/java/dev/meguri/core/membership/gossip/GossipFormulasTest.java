package dev.meguri.core.membership.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GossipFormulasTest {
    private static final GossipSettings SETTINGS = GossipSettings.DEFAULTS;

    @ParameterizedTest
    @CsvSource({"0, 2, 6000", "1, 2, 3476", "2, 2, 2000", "0, 0, 2000", "0, 3, 6000", "3, 3, 2000", "9, 3, 2000"})
    void suspicion_lastsShorter_withEveryConfirmation(int confirmations, int wanted, long millis) {
        assertEquals(millis, Suspicion.timeoutMillis(confirmations, wanted, 2_000, 6_000));
    }

    @ParameterizedTest
    @CsvSource({"2, 2000, 6000, 0", "3, 2000, 6000, 0", "4, 2000, 6000, 2", "10, 2000, 6000, 2", "100, 4000, 12000, 2"})
    void suspicions_growWithTheLogarithmOfTheMembers(int members, long shortest, long longest, int wanted) {
        assertEquals(shortest, SETTINGS.shortestSuspicionMillis(members));
        assertEquals(longest, SETTINGS.longestSuspicionMillis(members));
        assertEquals(wanted, SETTINGS.confirmationsWanted(members));
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "9, 4", "10, 8", "99, 8", "256, 12"})
    void transmissions_growWithTheLogarithmOfTheMembers(int members, int transmissions) {
        assertEquals(transmissions, SETTINGS.transmissions(members));
    }

    @Test
    void suspicion_countsEachAccuserOnce_andOnlySoManyAsAreWanted() {
        Suspicion suspicion = new Suspicion("a", 2, 2_000, 6_000, 1_000);
        assertFalse(suspicion.confirm("a"));
        assertEquals(7_000, suspicion.endMillis());
        assertTrue(suspicion.confirm("b"));
        assertFalse(suspicion.confirm("b"));
        assertTrue(suspicion.confirm("c"));
        assertFalse(suspicion.confirm("d"));
        assertEquals(3_000, suspicion.endMillis());
        suspicion.forgive(500);
        assertEquals(3_500, suspicion.endMillis());
    }

    @Test
    void localHealth_staysWithinItsBounds() {
        LocalHealth health = new LocalHealth(8);
        health.better();
        assertEquals(1, health.multiplier());
        health.worse(3);
        assertEquals(4, health.multiplier());
        health.worse(100);
        assertEquals(8, health.multiplier());
        health.better();
        assertEquals(7, health.multiplier());
    }

    @Test
    void settings_thatLeaveNoTimeForOthers_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new GossipSettings(500, 250, 3, 4, 3, 4, 8));
        assertThrows(IllegalArgumentException.class, () -> new GossipSettings(500, 200, 3, 1, 3, 4, 8));
    }
}
