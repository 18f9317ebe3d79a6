package dev.meguri.node.peer;

/**
 * Pauses between attempts: 50 ms, doubled each time up to 1 s. The cap is what a peer that comes back waits at most. Owned by
 * who dials.
 */
public final class BackOff {
    static final long FIRST_MILLIS = 50;
    static final long LAST_MILLIS = 1_000;

    private long next = FIRST_MILLIS;

    /** The pause before the next attempt. */
    public long nextMillis() {
        long pause = next;
        next = Math.min(LAST_MILLIS, next * 2);
        return pause;
    }

    public void reset() {
        next = FIRST_MILLIS;
    }
}
