package dev.meguri.bench.load.open;

/** The load that all contenders get: half of the most that the slowest of them takes. */
public final class SharedRate {
    private double slowest = Double.POSITIVE_INFINITY;

    /** What one of them takes at most. */
    void takes(double perSecond) {
        slowest = Math.min(slowest, perSecond);
    }

    /** Known once every contender is started. */
    public double perSecond() {
        return slowest / 2;
    }
}
