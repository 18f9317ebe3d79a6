package dev.meguri.api.cluster;

/**
 * A rebalance job.
 *
 * @param state RUNNING, PAUSED, DONE, CANCELLED (taken back), or REPLACED (a newer plan took over)
 * @param reason node_joined, node_leaving, node_replaced, node_recovered, requested, cancelled (takes another job back), ...
 * @param slots slots that change their list; {@code slotsDone} of them have
 * @param copies (slot, node) copies to be made; {@code leastCopies} the least possible
 * @param progress 0 to 1
 */
public record RebalanceView(
        long id,
        String state,
        String reason,
        int slots,
        int slotsDone,
        int slotsMoving,
        int copies,
        int leastCopies,
        double progress,
        long startedAtMillis,
        Long finishedAtMillis) {}
