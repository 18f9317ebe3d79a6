package dev.meguri.ui.advisor;

import dev.meguri.api.cluster.ClusterView;
import java.util.List;

/**
 * All that rules look at.
 *
 * @param nodes that should be running, in the order of their names
 * @param hotSlot null: no slot was asked for anything
 */
record Facts(long nowMillis, ClusterView cluster, List<NodeFacts> nodes, HotSlot hotSlot) {
    /** Below so many operations per second a share says nothing. */
    static final double ENOUGH_OPERATIONS = 100;

    List<NodeFacts> active() {
        return nodes.stream().filter(NodeFacts::isActive).toList();
    }

    double operations() {
        return nodes.stream()
                .mapToDouble(NodeFacts::operations)
                .filter(operations -> !Double.isNaN(operations))
                .sum();
    }
}
