package dev.meguri.ui.advisor;

import dev.meguri.ui.advisor.Advice.Weight;
import java.util.List;
import java.util.Map;

/** Values go because there is no room for them. */
final class Evictions implements Rule {
    /** Per second. */
    private static final double SOME = 1;

    private static final double FULL = 0.9;

    @Override
    public List<Advice> look(Facts facts) {
        List<NodeFacts> evicting =
                facts.nodes().stream().filter(node -> node.evictions() >= SOME).toList();
        if (evicting.isEmpty()) {
            return List.of();
        }
        double sum = evicting.stream().mapToDouble(NodeFacts::evictions).sum();
        double fullest =
                evicting.stream().mapToDouble(NodeFacts::memoryRatio).max().orElse(0);
        boolean isFull = fullest >= FULL;
        List<String> names = evicting.stream().map(NodeFacts::nodeId).toList();
        return List.of(new Advice(
                "evictions",
                Weight.WARN,
                new Said(
                        "evictions",
                        Map.of("perSecond", Math.round(sum)),
                        Say.count(sum) + " values per second are evicted"),
                isFull
                        ? new Said(
                                "evictions_full",
                                Map.of("nodes", names, "share", Say.share(fullest)),
                                "The memory of " + Say.names(names) + " is full: " + Say.percent(fullest)
                                        + " of the pool.")
                        : new Said(
                                "evictions_budget",
                                Map.of("share", Say.share(fullest)),
                                "The pool has room (" + Say.percent(fullest)
                                        + " is used), so that it is a policy's maxBytes that is reached."),
                isFull
                        ? Said.of(
                                "evictions_full_todo", "Give nodes more heap, add a node, or let values expire sooner.")
                        : Said.of(
                                "evictions_budget_todo",
                                "Raise the policy's maxBytes, or let its values expire sooner."),
                names,
                null,
                isFull ? "/performance" : "/policies"));
    }
}
