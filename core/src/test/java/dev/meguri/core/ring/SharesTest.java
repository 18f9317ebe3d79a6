package dev.meguri.core.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class SharesTest {
    private static final double CLOSE = 1e-6;

    @Test
    void byWeight_belowAllCaps_isProportional() {
        assertArrayEquals(new double[] {10, 20, 30}, shares(60, new int[] {1, 2, 3}, new int[] {60, 60, 60}), CLOSE);
    }

    @Test
    void byWeight_aboveACap_givesTheRestToTheOthersByWeight() {
        assertArrayEquals(new double[] {10, 20, 20}, shares(50, new int[] {1, 2, 3}, new int[] {60, 60, 20}), CLOSE);
    }

    @Test
    void byWeight_moreThanAllCaps_isTheCaps() {
        assertArrayEquals(new double[] {5, 5}, shares(60, new int[] {1, 9}, new int[] {5, 5}), CLOSE);
    }

    @Test
    void round_wholeShares_staysExact() {
        assertArrayEquals(new int[] {4, 4}, Shares.round(new double[] {4 - 1e-9, 4 + 1e-9}, 8, new int[] {9, 0}));
    }

    @Test
    void round_prefersWhoAlreadyHoldsMore() {
        double third = 16.0 / 3;
        assertArrayEquals(
                new int[] {5, 5, 6}, Shares.round(new double[] {third, third, third}, 16, new int[] {5, 5, 6}));
        assertArrayEquals(
                new int[] {6, 5, 5}, Shares.round(new double[] {third, third, third}, 16, new int[] {0, 0, 0}));
    }

    private static double[] shares(double total, int[] weights, int[] caps) {
        return Shares.byWeight(total, weights, caps);
    }
}
