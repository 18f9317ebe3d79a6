package dev.meguri.api.cluster;

/**
 * A rebalance job.
 *
 * @param state RUNNING, DONE, CANCELLED (turned back), or REPLACED (a newer plan took over)
 * @param reason node_joined, node_leaving, node_replaced, node_recovered, requested, ...
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
