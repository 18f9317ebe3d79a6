package dev.meguri.core.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HybridClockTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long MAX_SKEW_MILLIS = 500;

    private final HybridClock clock = new HybridClock(MAX_SKEW_MILLIS);

    @Test
    void tick_onFreshClock_isTheWallClock() {
        assertEquals(HybridClock.ofMillis(NOW), clock.tick(NOW));
    }

    @Test
    void tick_withinOneMillisecond_grows() {
        long first = clock.tick(NOW);
        assertEquals(first + 1, clock.tick(NOW));
        assertEquals(first + 2, clock.tick(NOW));
    }

    @Test
    void tick_whenWallClockWentBack_stillGrows() {
        long first = clock.tick(NOW);
        assertTrue(clock.tick(NOW - 60_000) > first);
    }

    @Test
    void tick_moreThanTheCounterHolds_runsOnIntoTheNextMillisecond() {
        long last = 0;
        for (int i = 0; i <= 1 << HybridClock.COUNTER_BITS; i++) {
            long next = clock.tick(NOW);
            assertTrue(next > last);
            last = next;
        }
        assertEquals(NOW + 1, last >>> HybridClock.COUNTER_BITS);
    }

    @Test
    void tick_afterObserving_isAheadOfWhatWasSeen() {
        long seen = HybridClock.ofMillis(NOW + 400) + 7;
        assertTrue(clock.observe(seen, NOW));
        assertEquals(seen, clock.latest());
        assertEquals(seen + 1, clock.tick(NOW));
    }

    @Test
    void observe_ofOlderTime_changesNothing() {
        long latest = clock.tick(NOW);
        assertTrue(clock.observe(latest - 100, NOW));
        assertEquals(latest, clock.latest());
    }

    @Test
    void observe_atTheSkewBound_isTakenAndBeyondItRefused() {
        assertTrue(clock.observe(HybridClock.ofMillis(NOW + MAX_SKEW_MILLIS), NOW));
        long latest = clock.latest();
        assertFalse(clock.observe(HybridClock.ofMillis(NOW + MAX_SKEW_MILLIS + 1), NOW));
        assertEquals(latest, clock.latest());
    }

    @Test
    void goOnFrom_aTimeFarAhead_isTaken_andNeverGoesBack() {
        long stopped = HybridClock.ofMillis(NOW + 60_000) + 3;
        clock.goOnFrom(stopped);
        assertEquals(stopped + 1, clock.tick(NOW));
        clock.goOnFrom(stopped - 10);
        assertEquals(stopped + 2, clock.tick(NOW));
    }

    @Test
    void maxSkew_belowZero_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new HybridClock(-1));
    }
}
