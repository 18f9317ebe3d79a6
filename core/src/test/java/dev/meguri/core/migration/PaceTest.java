package dev.meguri.core.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.membership.ManagerSettings;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final int IDLE = 0;
    private static final int FULL = 100;
    private final Pace pace = new Pace(new ManagerSettings.Moving(256, 64, 1, 50, 300, 100, 1_000));

    /** Until the batches are as large as they may be. */
    private void warm() {
        for (int i = 0; i < 10; i++) {
            pace.arrived(0, IDLE, 0);
        }
    }

    @Test
    void firstBatchesOfAJob_areSmall_andDouble() {
        for (int expected : new int[] {16, 32, 64, 128, 256, 256}) {
            assertEquals(expected, pace.slots(IDLE));
            pace.arrived(300, IDLE, 0);
        }
        pace.begin();
        assertEquals(16, pace.slots(IDLE));
    }

    @Test
    void busierNodes_getSmallerBatches_andLongerRests() {
        warm();
        assertEquals(256, pace.slots(50), "calm");
        assertEquals(160, pace.slots(70), "half way");
        assertEquals(64, pace.slots(90));
        assertEquals(64, pace.slots(FULL));
        assertRests(150, IDLE);
        assertRests(525, 70);
        assertRests(900, FULL);
    }

    private void assertRests(long millis, int busyPercent) {
        pace.arrived(300, busyPercent, 10_000);
        assertTrue(pace.rests(10_000 + millis - 1));
        assertFalse(pace.rests(10_000 + millis));
    }

    @Test
    void aBatchThatWaitedForSomebody_isNoReasonToRestForAsLong() {
        pace.arrived(60_000, FULL, 0);
        assertFalse(pace.rests(3_000));
    }
}
