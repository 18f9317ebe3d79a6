package dev.meguri.simulator.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SplitMix64Test {
    @Test
    void streams_ofOneSeedAndConcern_areEqual_andOfTwoConcernsAreNot() {
        assertEquals(
                SplitMix64.of(1, "faults").nextLong(),
                SplitMix64.of(1, "faults").nextLong());
        assertNotEquals(
                SplitMix64.of(1, "faults").nextLong(),
                SplitMix64.of(1, "network").nextLong());
        assertNotEquals(
                SplitMix64.of(1, "faults").nextLong(),
                SplitMix64.of(2, "faults").nextLong());
    }

    @Test
    void below_meetsEveryValue_andNoOther() {
        SplitMix64 random = SplitMix64.of(3, "test");
        int[] seen = new int[7];
        for (int i = 0; i < 7_000; i++) {
            seen[random.below(7)]++;
        }
        for (int count : seen) {
            assertTrue(count > 800 && count < 1_200, "about a seventh each, not " + count);
        }
    }

    @Test
    void between_includesBothEnds() {
        SplitMix64 random = SplitMix64.of(4, "test");
        boolean least = false;
        boolean most = false;
        for (int i = 0; i < 1_000; i++) {
            long drawn = random.between(-2, 2);
            assertTrue(drawn >= -2 && drawn <= 2);
            least |= drawn == -2;
            most |= drawn == 2;
        }
        assertTrue(least && most);
    }

    @Test
    void exponential_hasItsMean() {
        SplitMix64 random = SplitMix64.of(5, "test");
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += random.exponential(10_000);
        }
        assertEquals(10_000, sum / 20_000, 300);
    }
}
