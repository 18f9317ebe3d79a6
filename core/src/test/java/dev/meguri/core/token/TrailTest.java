package dev.meguri.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.version.Version;
import org.junit.jupiter.api.Test;

class TrailTest {
    private static final long NOW = 1_000_000;
    private static final long SKEW = 500;

    @Test
    void change_isFoundByItsToken_untilItsTimeIsOver() {
        Trail trail = Trail.NONE.with(client(7, 0), version(1), 0, 42, true, NOW);
        assertEquals(42, trail.find(client(7, 0)).number());
        assertNull(trail.find(client(8, 0)));
        long over = NOW + Limits.TOKEN_LIFETIME_MILLIS + 2 * SKEW;
        assertNotNull(trail.at(over - 1).find(client(7, 0)));
        assertSame(Trail.NONE, trail.at(over));
    }

    @Test
    void fullTrail_forgetsTheOldest_andKnowsThatItDid() {
        Trail trail = Trail.NONE;
        for (int i = 0; i <= Limits.MAX_CLIENT_TOKENS_PER_KEY; i++) {
            trail = trail.with(client(i, NOW - 1_000 + i), version(i), 0, 0, false, NOW);
        }
        assertNull(trail.find(client(0, 0)));
        assertNotNull(trail.find(client(1, 0)));
        assertTrue(trail.mayHaveForgotten(client(0, NOW - 1_000), NOW));
        assertFalse(trail.mayHaveForgotten(client(999, NOW - 999), NOW), "younger than all that were forgotten");
        assertFalse(trail.mayHaveForgotten(client(999, 0), NOW), "of a token without time nobody can say");
    }

    @Test
    void tokensOfCoordinators_doNotCrowdOutThoseOfClients() {
        Trail trail = Trail.NONE.with(client(7, 0), version(1), 0, 0, false, NOW);
        for (int i = 0; i < 1_000; i++) {
            trail = trail.with(coordinator(i), version(i), 0, 0, false, NOW);
        }
        assertNotNull(trail.find(client(7, 0)));
        assertEquals(
                Limits.MAX_COORDINATOR_TOKENS_PER_KEY,
                trail.coordinators().made().size());
    }

    @Test
    void attemptThatComesTooLate_isRefused_whateverIsRemembered() {
        Once once = coordinator(1);
        assertFalse(Trail.NONE.mayHaveForgotten(once, once.untilMillis()));
        assertTrue(Trail.NONE.mayHaveForgotten(once, once.untilMillis() + 1));
    }

    @Test
    void tokenThatIsOlderThanItsLife_isRefused_whereItTellsItsTime() {
        long late = NOW + Limits.TOKEN_LIFETIME_MILLIS + SKEW + 1;
        ClientToken dated = new ClientToken(new ChangeToken(7, 0), NOW);
        Once once = Once.ofClient(dated, late, Limits.TOKEN_LIFETIME_MILLIS, 2_000, SKEW);
        assertTrue(Trail.NONE.mayHaveForgotten(once, late));
        assertFalse(Trail.NONE.mayHaveForgotten(once, late - 1));
        ClientToken undated = new ClientToken(new ChangeToken(7, 0), 0);
        assertFalse(Trail.NONE.mayHaveForgotten(
                Once.ofClient(undated, late, Limits.TOKEN_LIFETIME_MILLIS, 2_000, SKEW), late));
    }

    @Test
    void mergedTrails_areTheSameOnBothSides() {
        Trail one = Trail.NONE;
        Trail other = Trail.NONE;
        for (int i = 0; i < 100; i++) {
            one = one.with(client(i, NOW + i), version(i), 0, 0, false, NOW + i);
            other = other.with(client(1_000 + i, NOW + i), version(i), 0, 0, false, NOW + i);
        }
        Trail merged = one.merged(other);
        assertEquals(merged, other.merged(one));
        assertEquals(merged, merged.merged(one));
        assertEquals(Limits.MAX_CLIENT_TOKENS_PER_KEY, merged.clients().made().size());
        assertTrue(merged.mayHaveForgotten(client(0, NOW), NOW));
        assertSame(one, one.merged(Trail.NONE));
    }

    @Test
    void renamedChange_keepsItsToken() {
        Trail trail = Trail.NONE.with(client(7, 0), version(1), 0, 0, false, NOW);
        assertEquals(
                version(2),
                trail.renamed(version(1), version(2)).find(client(7, 0)).version());
    }

    private static Once client(long token, long sinceMillis) {
        ClientToken named = new ClientToken(new ChangeToken(token, 0), sinceMillis);
        return Once.ofClient(named, Math.max(NOW, sinceMillis), Limits.TOKEN_LIFETIME_MILLIS, 2_000, SKEW);
    }

    private static Once coordinator(long number) {
        return Once.ofCoordinator(new Version((NOW + number) << 16, "node-1", 1), 2_000, SKEW);
    }

    private static Version version(long number) {
        return new Version(number + 1, "node-1", 1);
    }
}
