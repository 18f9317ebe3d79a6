package dev.meguri.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingWheelTest {
    private static final int HANDLES = 300;
    private final long[] due = new long[HANDLES];
    private final TimingWheel wheel = new TimingWheel(handle -> due[handle]);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 65, 4_095, 4_096, 1_000_000, 315_360_000_000L, 9_000_000_000_000L})
    void poll_atDueTime_firesAndNotBefore(long delayMillis) {
        long now = 1_700_000_000_123L;
        schedule(0, now + delayMillis, now);
        if (delayMillis > 0) {
            assertEquals(Links.NONE, poll(now + delayMillis - 1));
        }
        assertTrue(wheel.nextMillis() <= now + delayMillis);
        assertEquals(0, poll(now + delayMillis));
        assertEquals(0, wheel.size());
        assertEquals(Long.MAX_VALUE, wheel.nextMillis());
    }

    @Test
    void nextMillis_withinTheLastDigit_isExact() {
        schedule(0, 1_050, 1_030);
        assertEquals(1_050, wheel.nextMillis());
    }

    @Test
    void nextMillis_followedStepByStep_reachesAFarTimeInFewTurns() {
        long now = 1_700_000_000_123L;
        schedule(0, now + 10_000_000_000L, now);
        int turns = 0;
        while (poll(wheel.nextMillis()) == Links.NONE) {
            turns++;
        }
        assertTrue(turns <= 8, "one per level, not " + turns);
    }

    @Test
    void poll_whenClockWentBack_firesNothing() {
        schedule(0, 2_000, 1_000);
        poll(1_900);
        schedule(1, 1_500, 1_400);
        assertEquals(Links.NONE, poll(1_400));
        assertEquals(1, poll(1_900));
        assertEquals(0, poll(2_000));
    }

    @Test
    void poll_withLimit_looksAtNoMore() {
        for (int handle = 0; handle < 100; handle++) {
            schedule(handle, 2_000, 1_000);
        }
        assertEquals(30, fired(2_000, 30));
        assertTrue(wheel.nextMillis() <= 2_000, "more is waiting");
        assertEquals(70, fired(2_000, 1_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomSchedule_firesExactlyWhatIsDue(long seed) {
        Random random = new Random(seed);
        Set<Integer> scheduled = new HashSet<>();
        long now = random.nextLong(2_000_000_000_000L);
        for (int step = 0; step < 20_000; step++) {
            int handle = random.nextInt(HANDLES);
            if (scheduled.remove(handle)) {
                wheel.cancel(handle);
            } else {
                schedule(handle, now + (long) Math.pow(2, random.nextDouble() * 24), now);
                scheduled.add(handle);
            }
            now += random.nextInt(50) == 0 ? random.nextInt(1_000_000) : random.nextInt(10);
            wheel.startTurn();
            for (int fired = wheel.poll(now, Integer.MAX_VALUE);
                    fired != Links.NONE;
                    fired = wheel.poll(now, Integer.MAX_VALUE)) {
                assertTrue(due[fired] <= now);
                assertTrue(scheduled.remove(fired));
            }
            long least = Long.MAX_VALUE;
            for (int waiting : scheduled) {
                assertTrue(due[waiting] > now, "nothing due is left");
                least = Math.min(least, due[waiting]);
            }
            assertTrue(wheel.nextMillis() <= least);
            assertEquals(scheduled.size(), wheel.size());
        }
    }

    private void schedule(int handle, long dueAtMillis, long nowMillis) {
        due[handle] = dueAtMillis;
        wheel.schedule(handle, dueAtMillis, nowMillis);
    }

    private int poll(long nowMillis) {
        wheel.startTurn();
        return wheel.poll(nowMillis, Integer.MAX_VALUE);
    }

    private int fired(long nowMillis, int limit) {
        wheel.startTurn();
        int fired = 0;
        while (wheel.poll(nowMillis, limit) != Links.NONE) {
            fired++;
        }
        return fired;
    }
}
