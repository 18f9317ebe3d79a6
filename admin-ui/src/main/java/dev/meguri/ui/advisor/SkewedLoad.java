package dev.meguri.ui.advisor;

import dev.meguri.ui.advisor.Advice.Weight;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        String code;
        String cause;
        Said todo;
        Map<String, Object> values = new TreeMap<>();
        values.put("times", Say.rounded(factor));
        values.put("perSecond", Math.round(total));
        if (slotFactor >= MORE_SLOTS) {
            double slotShare = most.view().leading() / slots;
            code = "skewed_leads";
            values.put("slotShare", Say.share(slotShare));
            cause = "It leads " + Say.percent(slotShare) + " of the slots.";
            todo = Said.of("skewed_leads_todo", "Bring the others back, or ask for a rebalance.");
        } else if (facts.hotSlot() != null
                && facts.hotSlot().share() >= HotKey.MUCH
                && most.nodeId().equals(facts.hotSlot().primary())) {
            code = "skewed_hot";
            values.put("slot", facts.hotSlot().slot());
            cause = "It leads slot " + facts.hotSlot().slot() + ", which is asked for most.";
            todo = Said.of("skewed_hot_todo", "See to the hot key first.");
        } else {
            code = "skewed_clients";
            cause = "It leads no more slots than the others: its clients ask it whatever the key.";
            todo = Said.of(
                    "skewed_clients_todo",
                    "Give clients the addresses of all nodes, or use one that follows the cluster (a Redis client in cluster"
                            + " mode).");
        }
        return List.of(new Advice(
                "skewed_load",
                Weight.WARN,
                new Said(
                        "skewed_load",
                        Map.of("node", most.nodeId(), "share", Say.share(most.operations() / total)),
                        most.nodeId() + " takes " + Say.percent(most.operations() / total) + " of the load"),
                new Said(
                        code,
                        values,
                        "That is " + Say.times(factor) + " its share of " + Say.count(total)
                                + " operations per second. " + cause),
                todo,
                List.of(most.nodeId()),
                null,
                "/performance"));
    }
}
