package dev.meguri.ui.advisor;

import dev.meguri.ui.advisor.Advice.Weight;
import java.util.Comparator;
import java.util.List;

/** One node is asked for much more than the others. */
final class SkewedLoad implements Rule {
    /** Beside the mean of all active nodes. */
    private static final double MUCH = 1.75;

    private static final double MORE_SLOTS = 1.25;

    @Override
    public List<Advice> look(Facts facts) {
        List<NodeFacts> nodes = facts.active().stream()
                .filter(node -> !Double.isNaN(node.operations()))
                .toList();
        double total = nodes.stream().mapToDouble(NodeFacts::operations).sum();
        if (nodes.size() < 2 || total < Facts.ENOUGH_OPERATIONS) {
            return List.of();
        }
        NodeFacts most = nodes.stream()
                .max(Comparator.comparingDouble(NodeFacts::operations))
                .orElseThrow();
        double factor = most.operations() * nodes.size() / total;
        if (factor < MUCH) {
            return List.of();
        }
        double slots = nodes.stream().mapToInt(node -> node.view().leading()).sum();
        double slotFactor = slots == 0 ? 1 : most.view().leading() * nodes.size() / slots;
        String cause;
        String todo;
        if (slotFactor >= MORE_SLOTS) {
            cause = "It leads " + Say.percent(most.view().leading() / slots) + " of the slots.";
            todo = "Bring the others back, or ask for a rebalance.";
        } else if (facts.hotSlot() != null
                && facts.hotSlot().share() >= HotKey.MUCH
                && most.nodeId().equals(facts.hotSlot().primary())) {
            cause = "It leads slot " + facts.hotSlot().slot() + ", which is asked for most.";
            todo = "See to the hot key first.";
        } else {
            cause = "It leads no more slots than the others: its clients ask it whatever the key.";
            todo =
                    "Give clients the addresses of all nodes, or use one that follows the cluster (a Redis client in cluster"
                            + " mode).";
        }
        return List.of(new Advice(
                "skewed_load",
                Weight.WARN,
                most.nodeId() + " takes " + Say.percent(most.operations() / total) + " of the load",
                "That is " + Say.times(factor) + " its share of " + Say.count(total) + " operations per second. "
                        + cause,
                todo,
                List.of(most.nodeId()),
                null,
                "/performance"));
    }
}
