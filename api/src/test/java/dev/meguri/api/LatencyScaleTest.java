package dev.meguri.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.cache.LatencyScale;
import org.junit.jupiter.api.Test;

class LatencyScaleTest {
    @Test
    void everyLatency_isShorterThanItsStepSays_andNotShorterThanTheOneBefore() {
        for (long nanos = 1; nanos < 8_000_000_000L; nanos += 1 + nanos / 97) {
            int step = LatencyScale.step(nanos);
            assertTrue(nanos < LatencyScale.upperMicros(step) * 1000, nanos + " ns in step " + step);
            if (step > 0) {
                assertTrue(nanos >= LatencyScale.upperMicros(step - 1) * 1000, nanos + " ns in step " + step);
                assertTrue(LatencyScale.upperMicros(step) <= LatencyScale.upperMicros(step - 1) * 1.26);
            }
        }
    }

    @Test
    void whatIsLongerThanTheScale_isInTheLastStep() {
        assertEquals(LatencyScale.STEPS - 1, LatencyScale.step(Long.MAX_VALUE));
        assertEquals(0, LatencyScale.step(0));
        assertEquals(0, LatencyScale.step(-5));
    }

    @Test
    void percentiles_areOfTheStepsThatHoldThem() {
        long[] counts = new long[LatencyScale.STEPS];
        assertTrue(Double.isNaN(LatencyScale.percentileMicros(counts, 0.5)));
        counts[LatencyScale.step(100_000)] = 98;
        counts[LatencyScale.step(5_000_000)] = 2;
        assertEquals(100, LatencyScale.percentileMicros(counts, 0.5), 25);
        assertEquals(100, LatencyScale.percentileMicros(counts, 0.98), 25);
        assertEquals(5_000, LatencyScale.percentileMicros(counts, 0.99), 1_250);
        assertEquals(5_000, LatencyScale.percentileMicros(counts, 1), 1_250);
    }
}
