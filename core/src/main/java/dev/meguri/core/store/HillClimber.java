package dev.meguri.core.store;

/**
 * Finds the share of memory that the window of {@link TinyLfuGroup} should have: changes it, looks whether the hit ratio
 * rose, and goes on or turns round (Einziger, Eytan, Friedman and Manes, "Adaptive Software Cache Management", 2018; the
 * step and its decay are Caffeine's).
 */
final class HillClimber {
    private static final double FIRST_SHARE = 0.01;
    private static final double MAX_SHARE = 0.80;
    private static final double STEP = 0.0625;
    private static final double STEP_DECAY = 0.98;
    /** A change of the hit ratio this large means other traffic: large steps again. */
    private static final double RESTART = 0.05;

    private static final int READS_PER_ENTRY = 10;

    private double share = FIRST_SHARE;
    private double step = -STEP;
    private double lastHitRatio;
    private long reads;
    private long hits;

    /** From 0 to {@link #MAX_SHARE}, as a part of the group's bytes. */
    double share() {
        return share;
    }

    /**
     * Counts a read.
     *
     * @param entries of the group: a step is judged after ten reads for each
     * @return whether the share changed
     */
    boolean read(boolean hit, long entries) {
        reads++;
        hits += hit ? 1 : 0;
        if (reads < entries * READS_PER_ENTRY) {
            return false;
        }
        double hitRatio = (double) hits / reads;
        double change = hitRatio - lastHitRatio;
        double amount = change >= 0 ? step : -step;
        step = Math.abs(change) >= RESTART ? Math.copySign(STEP, amount) : STEP_DECAY * amount;
        lastHitRatio = hitRatio;
        reads = 0;
        hits = 0;
        double before = share;
        share = Math.clamp(share + amount, 0, MAX_SHARE);
        return share != before;
    }
}
