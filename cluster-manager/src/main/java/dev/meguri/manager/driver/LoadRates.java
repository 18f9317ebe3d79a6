package dev.meguri.manager.driver;

import dev.meguri.core.membership.NodeStatus;
import dev.meguri.core.message.ManagerMessage;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rates out of the nodes' cumulative counters, over the last few seconds. Owned by the driver's thread. */
public final class LoadRates {
    private static final long WINDOW_MILLIS = 5_000;

    /** More heartbeats than this in the window are not needed. */
    private static final int MAX_SAMPLES = 64;

    /** @param hitRatio 0 to 1; null: nothing was read */
    public record Rate(double operationsPerSecond, Double hitRatio) {}

    private record Sample(long atMillis, ManagerMessage.Heartbeat heartbeat) {}

    private final Map<String, ArrayDeque<Sample>> samples = new HashMap<>();

    Map<String, Rate> observe(List<NodeStatus> nodes, long nowMillis) {
        Map<String, Rate> rates = new HashMap<>();
        for (NodeStatus node : nodes) {
            ArrayDeque<Sample> window = samples.computeIfAbsent(node.nodeId(), n -> new ArrayDeque<>());
            if (node.heartbeat() == null) {
                window.clear();
                continue;
            }
            boolean restarted = !window.isEmpty()
                    && window.getLast().heartbeat().load().startedAtMillis()
                            != node.heartbeat().load().startedAtMillis();
            if (restarted) {
                window.clear();
            }
            if (window.isEmpty() || window.getLast().heartbeat() != node.heartbeat()) {
                window.addLast(new Sample(nowMillis, node.heartbeat()));
            }
            while (window.size() > MAX_SAMPLES
                    || window.size() > 2 && nowMillis - window.getFirst().atMillis() > WINDOW_MILLIS) {
                window.removeFirst();
            }
            rates.put(node.nodeId(), rate(window.getFirst(), window.getLast()));
        }
        samples.keySet().retainAll(nodes.stream().map(NodeStatus::nodeId).toList());
        return Map.copyOf(rates);
    }

    private static Rate rate(Sample first, Sample last) {
        ManagerMessage.NodeLoad from = first.heartbeat().load();
        ManagerMessage.NodeLoad to = last.heartbeat().load();
        double seconds = (last.atMillis() - first.atMillis()) / 1000.0;
        long operations = to.reads() + to.writes() - from.reads() - from.writes();
        long hits = to.hits() - from.hits();
        long reads = hits + to.misses() - from.misses();
        return new Rate(seconds > 0 ? Math.max(0, operations / seconds) : 0, reads > 0 ? (double) hits / reads : null);
    }
}
