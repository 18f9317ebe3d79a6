package dev.meguri.chaos.figures;

import dev.meguri.chaos.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writers through every node, of keys that every node leads: who is missed when something happens to one of them. */
final class NodeWriters implements AutoCloseable {
    private static final int KEYS_PER_NODE = 24;
    private static final int MAX_NAMES = 10_000;

    /** By coordinator, and by the node that leads the keys. */
    private final Map<String, Map<String, Writers>> writers = new TreeMap<>();

    NodeWriters(Cluster cluster, String prefix) {
        Map<String, List<String>> led = keysByLeader(cluster, prefix);
        for (String coordinator : cluster.nodes()) {
            int port = cluster.processes().portOf(coordinator);
            Map<String, Writers> ofNode = new TreeMap<>();
            led.forEach((leader, keys) -> ofNode.put(leader, new Writers(port, keys)));
            writers.put(coordinator, ofNode);
        }
    }

    /** What was measured until now is forgotten. */
    void clear() {
        writers.values().forEach(ofNode -> ofNode.values().forEach(w -> w.successes.clear()));
    }

    /** The longest time without a successful write to the node's keys, in milliseconds, through each of the others. */
    Map<String, Long> gapsWithout(String node, long fromNanos, long toNanos) {
        Map<String, Long> gaps = new TreeMap<>();
        writers.forEach((coordinator, ofNode) -> {
            if (!coordinator.equals(node)) {
                gaps.put(coordinator, ofNode.get(node).successes.longestGap(fromNanos, toNanos) / 1_000_000);
            }
        });
        return gaps;
    }

    /** For people: "120 ms through node-2, 98 ms through node-3". */
    static String told(Map<String, Long> gaps) {
        return gaps.entrySet().stream()
                .map(gap -> gap.getValue() + " ms through " + gap.getKey())
                .collect(Collectors.joining(", "));
    }

    static long worst(Map<String, Long> gaps) {
        return gaps.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Some keys of each node's slots. */
    private static Map<String, List<String>> keysByLeader(Cluster cluster, String prefix) {
        Map<String, List<String>> led = new TreeMap<>();
        cluster.nodes().forEach(node -> led.put(node, new ArrayList<>()));
        for (int i = 0; i < MAX_NAMES && led.values().stream().anyMatch(keys -> keys.size() < KEYS_PER_NODE); i++) {
            String key = prefix + "k" + i;
            List<String> keys = led.get(cluster.lists(cluster.nodes().getFirst(), List.of(key))
                    .get(key)
                    .getFirst());
            if (keys.size() < KEYS_PER_NODE) {
                keys.add(key);
            }
        }
        return led;
    }

    @Override
    public void close() {
        writers.values().forEach(ofNode -> ofNode.values().forEach(Writers::close));
    }
}
