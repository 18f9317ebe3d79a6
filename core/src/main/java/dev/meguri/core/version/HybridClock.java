package dev.meguri.core.version;

import static dev.meguri.core.limits.Requirements.require;

/**
 * A hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): never behind the wall clock it is shown,
 * never behind a timestamp it has seen, always ahead of what it issued. 48 bits of milliseconds, 16 bits of counter.
 * Owned by one shard.
 */
public final class HybridClock {
    /** So many low bits of a hybrid time count; the others are milliseconds. */
    public static final int COUNTER_BITS = 16;

    private final long maxSkewMillis;
    /** The highest hybrid time issued or seen; never falls. */
    private long latest;

    /**
     * @param maxSkewMillis how far ahead of our own wall clock a foreign timestamp may be. Too low: writes from nodes with
     *     a slightly fast clock are refused; too high: one node with a wrong clock can win over all others for that long.
     */
    public HybridClock(long maxSkewMillis) {
        require(maxSkewMillis >= 0, "maxSkewMillis must not be negative");
        this.maxSkewMillis = maxSkewMillis;
    }

    /** A new timestamp, greater than every one issued or seen before. */
    public long tick(long nowMillis) {
        latest = Math.max(latest + 1, nowMillis << COUNTER_BITS);
        return latest;
    }

    /** Takes note of a timestamp from elsewhere. False, and nothing noted, when it is too far ahead. */
    public boolean observe(long time, long nowMillis) {
        if ((time >>> COUNTER_BITS) > nowMillis + maxSkewMillis) {
            return false;
        }
        latest = Math.max(latest, time);
        return true;
    }

    /** Goes on from where our own clock was at a clean stop, even where the wall clock was set back meanwhile. */
    public void goOnFrom(long time) {
        latest = Math.max(latest, time);
    }

    public long latest() {
        return latest;
    }

    /** The first hybrid time of a wall-clock millisecond. */
    public static long ofMillis(long millis) {
        return millis << COUNTER_BITS;
    }
}
