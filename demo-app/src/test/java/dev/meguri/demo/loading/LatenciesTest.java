package dev.meguri.demo.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void none_hasNoPercentile() {
        assertNull(latencies.percentile(50));
    }

    @Test
    void percentile_isTheLeastThatTheShareIsNotAbove() {
        for (int millis = 100; millis >= 1; millis--) {
            latencies.add(millis);
        }
        assertEquals(50, latencies.percentile(50));
        assertEquals(95, latencies.percentile(95));
        assertEquals(100, latencies.percentile(100));
    }

    @Test
    void old_areForgotten_butCounted() {
        latencies.add(1_000_000);
        for (int i = 0; i < 512; i++) {
            latencies.add(1);
        }
        assertEquals(1, latencies.percentile(100));
        assertEquals(513, latencies.count());
    }
}
