package dev.meguri.api.cluster;

import java.util.List;

/**
 * What a rebalance would do, were it asked for now.
 *
 * @param slots slots that would change their list; {@code primaries} of them would get another home primary
 * @param copies (slot, node) copies that would be made; {@code leastCopies} the least possible
 * @param estimatedBytes of all those copies, from what the present holders hold on average
 * @param estimatedMillis how long it would take at the pace that clients leave now, from what batches of slots took lately; from
 *     experience where none have moved since the manager started
 * @param nodes one per node that holds slots before or after, sorted by id
 * @param moves neighbouring slots with the same lists together, ascending
 */
public record RebalancePreview(
        int slots,
        int primaries,
        int copies,
        int leastCopies,
        long estimatedBytes,
        long estimatedMillis,
        List<NodeChange> nodes,
        List<SlotMove> moves) {

    /** @param copies slots that it would hold, {@code primaries} of them as home primary */
    public record NodeChange(
            String nodeId,
            int primariesBefore,
            int primaries,
            int copiesBefore,
            int copies,
            int gainedCopies,
            int lostCopies) {}

    /** @param from first slot; @param to last slot, included */
    public record SlotMove(int from, int to, List<String> current, List<String> next) {}
}
