package dev.meguri.core.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerLatencyTest {
    @Test
    void nothingKnown_isZero() {
        assertEquals(0, new PeerLatency().percentileMillis(95));
    }

    @ParameterizedTest
    @CsvSource({"50, 1", "90, 1", "95, 30", "99, 500", "100, 500"})
    void percentile_isTheUpperBoundOfItsBucket(int percent, long millis) {
        PeerLatency latency = new PeerLatency();
        for (int i = 0; i < 100; i++) {
            latency.add(i < 94 ? 1 : i < 98 ? 25 : 400);
        }
        assertEquals(millis, latency.percentileMillis(percent));
    }

    @Test
    void theLatest_countMost() {
        PeerLatency latency = new PeerLatency();
        for (int i = 0; i < 1_000; i++) {
            latency.add(400);
        }
        for (int i = 0; i < 20; i++) {
            latency.add(1);
        }
        assertTrue(latency.averageMicros() < 4_000, latency.averageMicros() + " us");
        for (int i = 0; i < 2_000; i++) {
            latency.add(1);
        }
        assertEquals(1, latency.percentileMillis(95));
        assertTrue(latency.samples() < 600);
    }

    @Test
    void endlessAnswers_areCounted() {
        PeerLatency latency = new PeerLatency();
        latency.add(1_000_000);
        assertEquals(2_000, latency.percentileMillis(100));
    }

    @Test
    void budget_isABurst_andThenAPartOfAllReads() {
        HedgeBudget budget = new HedgeBudget();
        for (int i = 0; i < HedgeBudget.BURST; i++) {
            assertTrue(budget.take());
        }
        assertFalse(budget.take());
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            budget.earn();
            taken += budget.take() ? 1 : 0;
        }
        assertEquals(10 * HedgeBudget.PERCENT, taken);
        for (int i = 0; i < 100_000; i++) {
            budget.earn();
        }
        for (int i = 0; i < HedgeBudget.BURST; i++) {
            assertTrue(budget.take());
        }
        assertFalse(budget.take());
    }
}
