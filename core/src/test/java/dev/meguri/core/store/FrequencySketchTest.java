package dev.meguri.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrequencySketchTest {
    private final FrequencySketch sketch = new FrequencySketch();

    @Test
    void frequency_ofOneKey_isExactUpToFifteen() {
        for (int i = 1; i <= 20; i++) {
            sketch.increment(4711);
            assertEquals(Math.min(i, FrequencySketch.MAX_FREQUENCY), sketch.frequency(4711));
        }
        assertEquals(0, sketch.frequency(4712));
    }

    @Test
    void frequency_afterManyOthers_hasHalved() {
        sketch.ensureCapacity(64);
        for (int i = 0; i < 15; i++) {
            sketch.increment(4711);
        }
        for (int i = 0; i < 640; i++) {
            sketch.increment(i * 7919);
        }
        assertTrue(sketch.frequency(4711) <= 10, "old fame fades: " + sketch.frequency(4711));
    }

    @Test
    void ensureCapacity_keepsEstimates() {
        for (int i = 0; i < 9; i++) {
            sketch.increment(4711);
        }
        sketch.ensureCapacity(100_000);
        assertEquals(9, sketch.frequency(4711));
    }

    @Test
    void frequency_ofWhatGrewBeforeAnythingWasCounted_isAsElsewhere() {
        sketch.ensureCapacity(100_000);
        assertEquals(0, sketch.frequency(4711));
        sketch.increment(4711);
        sketch.ensureCapacity(200_000);
        assertEquals(1, sketch.frequency(4711));
        assertEquals(0, sketch.frequency(4712));
    }

    @Test
    void frequency_amongManyKeys_isRarelyTooHigh() {
        sketch.ensureCapacity(1_000);
        Random random = new Random(1);
        int[] keys = random.ints(1_000).toArray();
        for (int i = 0; i < keys.length; i++) {
            for (int j = 0; j < i % 4; j++) {
                sketch.increment(keys[i]);
            }
        }
        int tooHigh = 0;
        for (int i = 0; i < keys.length; i++) {
            assertTrue(sketch.frequency(keys[i]) >= i % 4);
            tooHigh += sketch.frequency(keys[i]) > i % 4 ? 1 : 0;
        }
        assertTrue(tooHigh < 100, tooHigh + " of 1,000");
    }
}
