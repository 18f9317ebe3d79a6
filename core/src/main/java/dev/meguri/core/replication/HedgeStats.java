package dev.meguri.core.replication;

/**
 * Reads that were sent to one more replica because an answer took long. Counters since the start.
 *
 * @param hedged sent to another replica, within the budget
 * @param won of these, answered by it while an earlier one was still to answer
 * @param denied that would have been hedged, had there been budget
 * @param probed extra reads by which slow peers were looked at
 */
public record HedgeStats(long hedged, long won, long denied, long probed) {
    public static final HedgeStats NONE = new HedgeStats(0, 0, 0, 0);

    /** Of two shards. */
    public HedgeStats plus(HedgeStats other) {
        return new HedgeStats(hedged + other.hedged, won + other.won, denied + other.denied, probed + other.probed);
    }
}
