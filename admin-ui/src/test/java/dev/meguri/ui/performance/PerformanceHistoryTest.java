package dev.meguri.ui.performance;

import static dev.meguri.ui.performance.PerformanceHistory.MAX_SERIES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PerformanceHistoryTest {
    private static final int HOUR = 3_600;

    private final PerformanceHistory history = new PerformanceHistory();

    private static Sample sample(long second, String node, Map<String, Float> values) {
        Sample sample = Sample.empty(second * 1_000);
        sample.nodes().put(node, values);
        return sample;
    }

    /** In each second the node reads as many as the second is old. */
    private void pass(int from, int to) {
        for (int second = from; second < to; second++) {
            history.add(sample(second, "n1", Map.of("reads", (float) second, "p99", (float) (second % 10))));
        }
    }

    private PerformanceHistory.Window window(int fromSecond, int toSecond, int points) {
        return history.window(Scope.NODES, fromSecond * 1_000L, toSecond * 1_000L, points);
    }

    @Test
    void shortWindow_hasEverySecond() {
        pass(0, 100);
        PerformanceHistory.Window window = window(10, 20, 300);
        assertEquals(1_000, window.stepMillis());
        assertEquals(10, window.times().size());
        assertEquals(10_000, window.times().getFirst());
        assertEquals(
                List.of(10f, 11f, 12f), window.series().get("n1").get("reads").subList(0, 3));
    }

    @Test
    void longWindow_hasTheMeanOfRates_andTheWorstOfLatencies() {
        pass(0, 600);
        PerformanceHistory.Window window = window(0, 600, 60);
        assertEquals(10_000, window.stepMillis());
        assertEquals(60, window.times().size());
        assertEquals(4.5f, window.series().get("n1").get("reads").getFirst());
        assertEquals(9f, window.series().get("n1").get("p99").getFirst());
    }

    @Test
    void olderThanAnHour_isKeptByQuartersOfAMinute_forSixHours() {
        pass(0, 8 * HOUR);
        PerformanceHistory.Window window = window(0, 8 * HOUR, 600);
        long oldest = window.times().getFirst();
        assertTrue(oldest <= (2 * HOUR + 60) * 1_000L && oldest >= 2 * HOUR * 1_000L, "the oldest is of " + oldest);
        assertTrue(window.times().size() <= 600);
        assertEquals(window.times().stream().sorted().distinct().toList(), window.times());
        assertEquals(8 * HOUR - 24.5f, window.series().get("n1").get("reads").getLast(), 25f);
    }

    @Test
    void whatIsNotKnown_isAGap_notANought() {
        pass(0, 5);
        history.add(sample(5, "n2", Map.of("reads", 1f)));
        PerformanceHistory.Window window = window(0, 10, 100);
        assertNull(window.series().get("n1").get("reads").getLast());
        assertNull(window.series().get("n2").get("reads").getFirst());
        assertEquals(1f, window.series().get("n2").get("reads").getLast());
    }

    @Test
    void moreSeriesThanThereIsRoomFor_areNotKept() {
        for (int node = 0; node < MAX_SERIES + 50; node++) {
            history.add(sample(node, "n" + node, Map.of("reads", 1f)));
        }
        assertEquals(MAX_SERIES, window(0, HOUR, 600).series().size());
    }

    @Test
    void seriesThatAreKept_takeNoRoomFromNewOnes() {
        for (int round = 0; round < 2; round++) {
            Sample sample = Sample.empty(round * 1_000L);
            for (int node = 0; node < MAX_SERIES - 1 + round; node++) {
                sample.nodes().put("n" + node, Map.of("reads", 1f));
            }
            history.add(sample);
        }
        assertEquals(MAX_SERIES, window(0, HOUR, 600).series().size());
    }

    @Test
    void largeNumbers_stayWhole() {
        history.add(sample(1, "n1", Map.of("memory", 8e9f)));
        assertEquals(8e9f, window(0, 10, 10).series().get("n1").get("memory").getFirst());
    }

    @Test
    void recent_isTheMeanOfTheNewest() {
        assertTrue(Float.isNaN(history.recent(Scope.NODES, "n1", Metric.READS, 10)));
        pass(0, 100);
        assertEquals(97f, history.recent(Scope.NODES, "n1", Metric.READS, 5));
    }
}
