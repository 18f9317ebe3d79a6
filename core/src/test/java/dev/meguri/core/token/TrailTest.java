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

    private static final int KNOWN = Limits.MAX_CLIENT_TOKENS_PER_KEY;
    private static final int KNOWN_BY_NAME = Limits.MAX_FORGOTTEN_TOKENS_PER_KEY;

    /** From the first to the last token, one a millisecond, none of which tells its time. */
    private static Trail undated(Trail before, int first, int last) {
        Trail trail = before;
        for (int i = first; i <= last; i++) {
            trail = trail.with(undated(i), version(i), 0, i, false, NOW + i);
        }
        return trail;
    }

    private static Once undated(int token) {
        ClientToken named = new ClientToken(new ChangeToken(token, 0), 0);
        return Once.ofClient(named, NOW + token, Limits.TOKEN_LIFETIME_MILLIS, 60_000, SKEW);
    }

    @Test
    void fullTrail_knowsTokensWithoutTime_byNameWhenTheyAreForgotten() {
        Trail trail = undated(Trail.NONE, 1, KNOWN + KNOWN_BY_NAME);
        assertEquals(
                KNOWN + KNOWN_BY_NAME,
                trail.find(undated(KNOWN + KNOWN_BY_NAME)).number());
        for (int forgotten = 1; forgotten <= KNOWN_BY_NAME; forgotten++) {
            assertNull(trail.find(undated(forgotten)));
            assertTrue(trail.mayHaveForgotten(undated(forgotten), NOW), "token " + forgotten);
        }
        for (int other = KNOWN + KNOWN_BY_NAME + 1; other < 10_000; other++) {
            assertFalse(trail.mayHaveForgotten(undated(other), NOW), "asked with for the first time: " + other);
        }
        assertEquals(
                128 + KNOWN * 128 + KNOWN_BY_NAME * 8, trail.bytes(), "of the trail, of changes, of names: accounted");
    }

    /** The bound that the README states: after so many more within its life, it is not known any more. */
    @Test
    void tokenWithoutTime_afterMoreThanAreKnownByName_isTakenForANewOne() {
        Trail trail = undated(Trail.NONE, 1, KNOWN + KNOWN_BY_NAME + 1);
        assertFalse(trail.mayHaveForgotten(undated(1), NOW));
        assertTrue(trail.mayHaveForgotten(undated(2), NOW));
    }

    @Test
    void forgottenTokenWithoutTime_isKnownUntilItsTimeIsOver() {
        Trail trail = undated(Trail.NONE, 1, KNOWN + 10);
        long over = NOW + 10 + Limits.TOKEN_LIFETIME_MILLIS + 2 * SKEW;
        assertTrue(trail.at(over - 10).mayHaveForgotten(undated(1), NOW));
        assertTrue(trail.at(over - 1).mayHaveForgotten(undated(10), NOW));
        Trail later = trail.at(over);
        assertFalse(later.mayHaveForgotten(undated(1), NOW));
        assertSame(Trail.NONE, trail.at(over + KNOWN));
    }

    @Test
    void forgottenTokensWithoutTime_ofTwoCopies_areKnownInBoth() {
        Trail one = undated(Trail.NONE, 1, KNOWN + 10);
        Trail other = undated(Trail.NONE, 1_001, 1_001 + KNOWN + 5);
        Trail merged = one.merged(other);
        assertEquals(merged, other.merged(one));
        assertEquals(merged, merged.merged(one));
        for (int forgotten : new int[] {1, 10, KNOWN + 10, 1_001, 1_006}) {
            assertTrue(merged.mayHaveForgotten(undated(forgotten), NOW), "token " + forgotten);
        }
        assertEquals(KNOWN, merged.clients().made().size());
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
