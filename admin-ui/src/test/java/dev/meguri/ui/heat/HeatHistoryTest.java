package dev.meguri.ui.heat;

import static dev.meguri.ui.heat.Looks.frame;
import static dev.meguri.ui.heat.Looks.look;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeatHistoryTest {
    private final HeatHistory history = new HeatHistory();
    private final HeatMaker maker = new HeatMaker();

    /** A look every ten seconds; ten reads per second more in each minute. */
    private void pass(int looks) {
        long reads = 0;
        for (int i = 0; i < looks; i++) {
            reads += 100L * (i / 6);
            history.add(frame(maker, i * 10_000L, look("n1", 1 + i * 10_000L, 3, 1 + i, reads)));
        }
    }

    @Test
    void nothingYet_isNull() {
        assertNull(history.newest());
        assertNull(history.at(5));
    }

    @Test
    void tenMinutesAreKeptAsTheyCame_andAnHourByTheMinute_andNoMore() {
        pass(3 * 360);
        List<Long> times = history.all().stream().map(HeatFrame::atMillis).toList();
        assertEquals(10_000, times.getLast() - times.get(times.size() - 2));
        assertEquals(60_000, times.get(1) - times.getFirst());
        assertTrue(times.size() <= HeatHistory.FINE + HeatHistory.COARSE, times.size() + " frames");
        assertTrue(times.getLast() - times.getFirst() >= 59 * 60_000, "not an hour");
        assertEquals(times.stream().sorted().distinct().toList(), times);
    }

    @Test
    void minute_hasWhatWasHeldLast_andTheRateOnAverage() {
        pass(360);
        HeatFrame minute = history.at(5 * 60_000 + 55_000);
        assertEquals(5 * 60_000 + 50_000, minute.atMillis());
        assertEquals(36, minute.slots().get(HeatMetric.KEYS).get(3));
        assertEquals(50, minute.slots().get(HeatMetric.READS).get(3), 0.5);
        assertTrue(minute.isRounded());
    }

    @Test
    void newest_isExact_andFoundByItsTime() {
        pass(20);
        assertFalse(history.newest().isRounded());
        assertEquals(190_000, history.at(Long.MAX_VALUE).atMillis());
        assertEquals(100_000, history.at(109_999).atMillis());
        assertEquals(0, history.at(-1).atMillis());
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1, 0.01f, 255, 1_000, 123_456_789, 3.9e10f})
    void roundedNumber_isWithinHalfAPercent(float value) {
        float rounded = Column.of(new float[] {value}).rounded().get(0);
        assertEquals(value, rounded, value * 0.005);
    }
}
