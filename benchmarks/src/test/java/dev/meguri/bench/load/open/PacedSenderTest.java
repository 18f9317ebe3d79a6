package dev.meguri.bench.load.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In virtual time: the clock moves when a test moves it. */
class PacedSenderTest {
    private static final double PER_SECOND = 1_000;
    private static final long GAP_NANOS = 1_000_000;
    private static final long START_NANOS = 5_000;

    private final List<Long> sent = new ArrayList<>();
    private long nowNanos = START_NANOS;

    @Test
    void sender_thatIsWokenInTime_sendsEachAtItsTime() {
        PacedSender sender = sender(4);
        assertEquals(GAP_NANOS, sender.step());
        nowNanos += GAP_NANOS - 1;
        assertEquals(1, sender.step());
        assertEquals(List.of(0L), sent);
        nowNanos += 1;
        assertEquals(GAP_NANOS, sender.step());
        assertEquals(List.of(0L, 1L), sent);
        assertEquals(0, sender.lateness().getMaxValue());
    }

    @Test
    void sender_thatWasAsleep_sendsAllThatIsDue_andNotesHowLate() {
        PacedSender sender = sender(5);
        nowNanos += 3 * GAP_NANOS + 1;
        assertEquals(GAP_NANOS - 1, sender.step());
        assertEquals(List.of(0L, 1L, 2L, 3L), sent);
        assertEquals(4, sender.lateness().getTotalCount());
        assertEquals(3 * GAP_NANOS, sender.lateness().getMaxValue(), GAP_NANOS / 100.0);
    }

    @Test
    void lastRequest_endsIt() {
        PacedSender sender = sender(2);
        nowNanos += 100 * GAP_NANOS;
        assertEquals(PacedSender.DONE, sender.step());
        assertEquals(PacedSender.DONE, sender.step());
        assertEquals(List.of(0L, 1L), sent);
    }

    @Test
    void pace_doesNotDrift_whenTheGapIsNoWholeNumber() {
        Pace pace = new Pace(0, 3, 3_000_000_001L);
        assertEquals(333_333_333L, pace.intendedNanos(1));
        assertEquals(1_000_000_000L, pace.intendedNanos(3));
        assertEquals(1_000_000_000_000L, pace.intendedNanos(3_000));
    }

    @Test
    void pace_ofNoLoad_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Pace(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Pace(0, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Pace(0, 1, 0));
    }

    private PacedSender sender(long requests) {
        return new PacedSender(new Pace(START_NANOS, PER_SECOND, requests), () -> nowNanos, sent::add);
    }
}
