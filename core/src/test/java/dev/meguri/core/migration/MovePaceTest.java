package dev.meguri.core.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.core.membership.ManagerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovePaceTest {
    private static final ManagerSettings.Moving SETTINGS = new ManagerSettings.Moving(256, 64, 1, 50, 300, 100, 1_000);

    /** Batches of 16, 32, 64, 128, 256, ... slots of 100 ms each, as long as they may be that large, and rests between them. */
    @ParameterizedTest
    @CsvSource({
        "16,    0,     100",
        "17,    0,     250",
        "496,   0,     700",
        "4_096, 0,    2950",
        "4_096, 50,   2950",
        "4_096, 70,   7800",
        "4_096, 90,  26100",
        "4_096, 100, 26100"
    })
    void busierNodes_makeItLonger_asTheMoveItselfWouldBe(String slots, int busyPercent, long millis) {
        MovePace pace = new MovePace(SETTINGS, busyPercent, 100);
        assertEquals(millis, pace.millis(Integer.parseInt(slots.replace("_", "")), 0));
    }

    @Test
    void bytes_takeTheirTime_whereThatIsLonger() {
        MovePace pace = new MovePace(SETTINGS, 0, 100);
        assertEquals(100, pace.millis(16, 1_000_000));
        assertEquals(500, pace.millis(16, 10_000_000));
    }

    @Test
    void nothingToMove_takesNoTime() {
        assertEquals(0, MovePace.unseen(SETTINGS).millis(0, 0));
    }

    @Test
    void whatBatchesTook_isLearned_butNotFromOnesThatWaitedForSomebody() {
        Pace pace = new Pace(SETTINGS);
        assertEquals(MovePace.UNSEEN_BATCH_MILLIS, pace.batchMillis());
        pace.arrived(400, 0, 0);
        assertEquals(400, pace.batchMillis(), "the first one says more than a laptop");
        pace.arrived(800, 0, 0);
        assertEquals(500, pace.batchMillis());
        pace.arrived(60_000, 0, 0);
        assertEquals(500, pace.batchMillis());
        pace.begin();
        assertEquals(500, pace.batchMillis(), "known to the next job");
    }
}
