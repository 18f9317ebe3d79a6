package dev.meguri.client.call;

/** How long a call waits before it asks again, when asking somebody else at once did not help. */
final class Backoff {
    /** Short: nodes that are about to notice a death are asked in vain; long: the call notices late that they have. */
    static final long FIRST_NANOS = 5_000_000;

    static final long LONGEST_NANOS = 100_000_000;
    private static final int MOST_DOUBLINGS = 10;

    private Backoff() {}

    /**
     * @param pauses before this one
     * @param share from 0 to 1, by chance: so that those who failed together do not come back together
     */
    static long nanos(int pauses, double share) {
        long whole = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(pauses, MOST_DOUBLINGS));
        return whole / 2 + (long) (whole / 2 * share);
    }
}
