package dev.meguri.core.migration;

import dev.meguri.core.membership.ManagerSettings;

/**
 * How many slots enter JOINT at once, and how long nothing moves after they have arrived. Clients share the nodes' cores with the
 * moves: the busier those are, the smaller the batches and the longer the rests, in proportion. The first batches of a job are
 * small in any case, because nodes that have moved nothing yet compile the code for it while they do. Owned by the manager's
 * thread.
 */
final class Pace {
    /** A batch that took longer waited for somebody. */
    private static final long MAX_TOOK_MILLIS = 1_000;

    private static final int FIRST_BATCH = 16;
    /** From here on clients feel what else the nodes do. */
    private static final int CALM_PERCENT = 50;

    private static final int FULL_PERCENT = 90;

    /** The share of the newest batch in what is known of those before. */
    private static final int NEWEST = 4;

    private static final long UNSEEN = -1;

    private final ManagerSettings.Moving settings;
    private int mostSlots;
    private long batchMillis = UNSEEN;
    private long restUntilMillis = Long.MIN_VALUE / 2;

    Pace(ManagerSettings.Moving settings) {
        this.settings = settings;
        begin();
    }

    /** Another job. */
    void begin() {
        mostSlots = FIRST_BATCH;
    }

    /** Slots of the next batch. @param busyPercent of the busiest node that clients may need */
    int slots(int busyPercent) {
        return Math.min(mostSlots, between(settings.slotsPerBatch(), settings.busySlotsPerBatch(), busyPercent));
    }

    boolean rests(long nowMillis) {
        return nowMillis < restUntilMillis;
    }

    /** All that was in JOINT has arrived. */
    void arrived(long tookMillis, int busyPercent, long nowMillis) {
        restUntilMillis = nowMillis + restMillis(tookMillis, busyPercent);
        mostSlots = Math.min(2 * mostSlots, settings.slotsPerBatch());
        if (tookMillis <= MAX_TOOK_MILLIS) {
            batchMillis = batchMillis == UNSEEN ? tookMillis : batchMillis + (tookMillis - batchMillis) / NEWEST;
        }
    }

    /** After a batch that took so long. */
    long restMillis(long tookMillis, int busyPercent) {
        long restPercent = between(settings.restPercent(), settings.busyRestPercent(), busyPercent);
        return Math.min(tookMillis, MAX_TOOK_MILLIS) * restPercent / 100;
    }

    /** What batches took lately, whichever job they were of. */
    long batchMillis() {
        return batchMillis == UNSEEN ? MovePace.UNSEEN_BATCH_MILLIS : batchMillis;
    }

    private static int between(int calm, int full, int busyPercent) {
        int over = Math.clamp(busyPercent - CALM_PERCENT, 0, FULL_PERCENT - CALM_PERCENT);
        return calm + (full - calm) * over / (FULL_PERCENT - CALM_PERCENT);
    }
}
