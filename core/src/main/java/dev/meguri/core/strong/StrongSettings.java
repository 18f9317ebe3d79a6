package dev.meguri.core.strong;

import static dev.meguri.core.limits.Requirements.require;

/**
 * A proposer's name and paces.
 *
 * @param nodeId of this node; with the incarnation it makes ballots unique
 * @param timeoutMillis an ask is answered by then
 * @param resendMillis unanswered requests are sent again after this. Low: duplicates under load; high: one lost message
 *     costs that long
 * @param backOffMillis rounds that lost against another proposer begin again after a random multiple of this, from 1 to 8
 * @param maxNexts keys whose next ballot is remembered; more than this are written in two round trips
 * @param firstRequestId request ids grow from here and never repeat between two runs of a node (rule 22)
 */
public record StrongSettings(
        String nodeId, long timeoutMillis, long resendMillis, long backOffMillis, int maxNexts, long firstRequestId) {
    /** Asks of one key that are folded into one change. */
    static final int MAX_FOLDED = 256;

    public StrongSettings {
        require(timeoutMillis > resendMillis, "timeoutMillis must be over resendMillis");
        require(backOffMillis >= 1, "backOffMillis must be at least 1");
        require(maxNexts >= 1, "maxNexts must be at least 1");
    }
}
