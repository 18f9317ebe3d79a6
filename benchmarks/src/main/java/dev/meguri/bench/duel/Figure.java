package dev.meguri.bench.duel;

/**
 * One line of the table.
 *
 * @param what was measured, for people
 * @param unit of the values
 * @param peer null: there is nothing to compare with, or it is missing here
 * @param note why there is no peer, or what else there is to know; may be empty
 */
public record Figure(String what, String unit, Goal goal, Side ours, Side peer, String note) {
    /** Our median over the peer's; NaN without a peer. */
    public double ratio() {
        return peer == null ? Double.NaN : ours.median() / peer.median();
    }

    public boolean isJudged() {
        return !(goal instanceof Goal.None) && (peer != null || goal instanceof Goal.ValueAtMost);
    }
}
