package dev.meguri.core.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongTableTest {
    @Test
    void anyCalls_holdsWhatATreeMapHolds() {
        SplittableRandom random = new SplittableRandom(7);
        LongTable<String> table = new LongTable<>();
        TreeMap<Long, String> expected = new TreeMap<>();
        for (int i = 0; i < 50_000; i++) {
            // some side by side, some that meet in any small table, negative ones, too
            long key = random.nextInt(40) - 5 + (long) random.nextInt(6) * (1L << 33);
            if (random.nextInt(5) < 2) {
                assertEquals(expected.remove(key), table.remove(key));
            } else {
                expected.put(key, "value " + i);
                table.put(key, "value " + i);
            }
            long asked = random.nextInt(40) - 5;
            assertEquals(expected.get(asked), table.get(asked));
            assertEquals(expected.size(), table.size());
            if (i % 500 == 0) {
                assertEquals(new ArrayList<>(expected.values()), table.values());
            }
        }
    }

    @Test
    void manyNumbersInARow_allAreFound() {
        LongTable<Long> table = new LongTable<>();
        for (long key = 1; key <= 10_000; key++) {
            table.put(key, -key);
            if (key > 100) {
                assertEquals(100 - key, table.remove(key - 100));
            }
        }
        assertEquals(100, table.size());
        assertEquals(-9_999, table.get(9_999));
        assertNull(table.get(9_900));
    }
}
