package dev.meguri.ui.advisor;

import dev.meguri.ui.advisor.Advice.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node that answers much later than the others, one that has no time left, and one that does not answer at all. */
final class SlowNode implements Rule {
    private static final double SLOWER = 3;
    private static final double SLOW_MICROS = 10_000;
    /** Per second: fewer say nothing of a percentile. */
    private static final double ENOUGH = 20;

    private static final double BUSY = 0.9;

    @Override
    public List<Advice> look(Facts facts) {
        List<Advice> advice = new ArrayList<>();
        for (NodeFacts node : facts.nodes()) {
            if (node.silentBecause() != null) {
                if (node.isActive()) {
                    advice.add(silent(node));
                }
                continue;
            }
            double others = medianOfOthers(facts, node);
            if (node.operations() >= ENOUGH && node.p99Micros() >= SLOW_MICROS && node.p99Micros() >= SLOWER * others) {
                advice.add(slow(node, others));
            } else if (node.busy() >= BUSY) {
                advice.add(busy(node));
            }
        }
        return advice;
    }

    private static double medianOfOthers(Facts facts, NodeFacts node) {
        double[] others = facts.nodes().stream()
                .filter(other -> other != node && other.operations() >= ENOUGH && !Double.isNaN(other.p99Micros()))
                .mapToDouble(NodeFacts::p99Micros)
                .sorted()
                .toArray();
        return others.length == 0 ? Double.NaN : others[others.length / 2];
    }

    private static Advice slow(NodeFacts node, double others) {
        return new Advice(
                "slow_node",
                Weight.WARN,
                new Said("slow_node", Map.of("node", node.nodeId()), node.nodeId() + " is slow"),
                new Said(
                        "slow_node_why",
                        Map.of("millis", Say.rounded(node.p99Micros() / 1_000), "others", Say.rounded(others / 1_000)),
                        "One in a hundred of its operations takes over " + Say.millis(node.p99Micros() / 1_000)
                                + "; at the others it is " + Say.millis(others / 1_000) + "."),
                new Said(
                        node.busy() >= BUSY ? "slow_busy_todo" : "slow_idle_todo",
                        Map.of("share", Say.share(node.busy())),
                        node.busy() >= BUSY
                                ? "It is " + Say.percent(node.busy())
                                        + " busy: take load off it, or give it more cores."
                                : "It is not busy (" + Say.percent(node.busy())
                                        + "): look at its network, its disk, and injected faults."),
                List.of(node.nodeId()),
                null,
                "/performance");
    }

    private static Advice busy(NodeFacts node) {
        return new Advice(
                "busy_node",
                Weight.INFO,
                new Said(
                        "busy_node",
                        Map.of("node", node.nodeId(), "share", Say.share(node.busy())),
                        node.nodeId() + " is " + Say.percent(node.busy()) + " busy"),
                Said.of("busy_node_why", "Its cores, or the thread of one of its shards, have next to no time left."),
                Said.of("busy_node_todo", "Add a node, or see whether its load is skewed."),
                List.of(node.nodeId()),
                null,
                "/performance");
    }

    private static Advice silent(NodeFacts node) {
        return new Advice(
                "silent_node",
                Weight.WARN,
                new Said("silent_node", Map.of("node", node.nodeId()), node.nodeId() + " does not answer"),
                new Said(
                        "silent_node_why",
                        Map.of("because", node.silentBecause()),
                        "The manager holds it to be active, and this server got no figures from it: "
                                + node.silentBecause() + "."),
                Said.of(
                        "silent_node_todo",
                        "See whether its HTTP port can be reached from here, and whether it is paused or overloaded."),
                List.of(node.nodeId()),
                null,
                "/nodes");
    }
}
