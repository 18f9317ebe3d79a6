package dev.meguri.core.migration;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.membership.ManagerSettings;

/**
 * How fast slots would move, were a job to begin now: what it would do is played through with the very rules of {@link Pace}.
 *
 * @param busyPercent of the busiest node that clients may need; 0: no client is there
 * @param batchMillis that slots which move at once take to arrive, lately, when they hold little
 */
public record MovePace(ManagerSettings.Moving settings, int busyPercent, long batchMillis) {
    /** On a laptop, before any was seen. */
    static final long UNSEEN_BATCH_MILLIS = 250;

    /** Between nodes of one machine, and on an ordinary network. */
    private static final long BYTES_PER_MILLI = 20_000;

    /** By settings alone: nothing has moved, nobody is there. */
    public static MovePace unseen(ManagerSettings.Moving settings) {
        return new MovePace(settings, 0, UNSEEN_BATCH_MILLIS);
    }

    public MovePace {
        require(busyPercent >= 0, "busyPercent must not be negative");
        require(batchMillis >= 0, "batchMillis must not be negative");
    }

    /** Until so many slots have arrived. @param bytes of all copies that are made; spread evenly */
    public long millis(int slots, long bytes) {
        Pace pace = new Pace(settings);
        long rested = 0;
        long arrived = 0;
        for (int left = slots; left > 0; ) {
            int atOnce = Math.min(left, pace.slots(busyPercent) * settings.batchesInFlight());
            long tookMillis = Math.max(batchMillis, (long) ((double) bytes * atOnce / slots / BYTES_PER_MILLI));
            arrived = rested + tookMillis;
            pace.arrived(tookMillis, busyPercent, arrived);
            rested = arrived + pace.restMillis(tookMillis, busyPercent);
            left -= atOnce;
        }
        return arrived;
    }
}
