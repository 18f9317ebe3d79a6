package dev.meguri.core.replication;

/**
 * How many reads may be sent to one more replica: a small part of all reads, and a few at once. Without it, a network that is
 * slow everywhere would get twice the reads, and become slower.
 */
final class HedgeBudget {
    static final int PERCENT = 5;
    static final int BURST = 10;
    private static final int COST = 100;

    private int credit = BURST * COST;

    /** A read was sent to a peer. */
    void earn() {
        credit = Math.min(BURST * COST, credit + PERCENT);
    }

    /** False: there is none left. */
    boolean take() {
        if (credit < COST) {
            return false;
        }
        credit -= COST;
        return true;
    }
}
