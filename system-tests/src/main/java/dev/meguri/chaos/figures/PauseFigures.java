package dev.meguri.chaos.figures;

import dev.meguri.chaos.cluster.Cluster;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What becomes of a node that stands still for two seconds (SIGSTOP), as in a long pause of its collector or of its machine:
 * three nodes, writers through each, one node after the other. Nobody may be taken out of the cluster for it; told as well is
 * the longest time without a successful write to the keys that it led, through the others.
 */
public final class PauseFigures {
    private static final String PREFIX = "pauses:";
    private static final long START_MILLIS = 150_000;
    private static final long CALM_MILLIS = 3_000;
    private static final long PAUSE_MILLIS = 2_000;
    /** What the others may still conclude from the silence comes within this time. */
    private static final long AFTER_MILLIS = 4_000;

    private static final long WELL_MILLIS = 30_000;
    /** Events that say that a node was taken out. */
    private static final List<String> REMOVALS = List.of("node_down", "node_removed");

    private final Cluster cluster;
    private final PrintStream out;

    public PauseFigures(Cluster cluster, PrintStream out) {
        this.cluster = cluster;
        this.out = out;
    }

    /** Whether nobody was removed. @throws IllegalStateException the cluster did not start, or did not recover */
    public boolean run(int pauses, String policy) {
        cluster.start(START_MILLIS);
        cluster.putPolicy(PREFIX, policy);
        int removed = 0;
        long worst = 0;
        try (NodeWriters writers = new NodeWriters(cluster, PREFIX)) {
            for (int i = 0; i < pauses; i++) {
                String node = cluster.nodes().get(i % cluster.nodes().size());
                Cluster.pause(CALM_MILLIS);
                long since = cluster.lastEvent();
                writers.clear();
                long stopped = System.nanoTime();
                cluster.processes().suspend(node);
                Cluster.pause(PAUSE_MILLIS);
                cluster.processes().resume(node);
                Cluster.pause(AFTER_MILLIS);
                Map<String, Long> gaps = writers.gapsWithout(node, stopped, System.nanoTime());
                List<String> events = cluster.eventsSince(since);
                long removals = events.stream().filter(REMOVALS::contains).count();
                removed += removals;
                worst = Math.max(worst, NodeWriters.worst(gaps));
                out.printf(
                        Locale.ROOT,
                        "  pause %d, %s: %s; without a write to its keys %s%n",
                        i + 1,
                        node,
                        events.isEmpty() ? "no event" : String.join(", ", events),
                        NodeWriters.told(gaps));
                String lack = cluster.awaitWell(WELL_MILLIS);
                if (lack != null) {
                    throw new IllegalStateException("the cluster is not well after a pause of " + node + ": " + lack);
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "chaos: %d pauses of %d s, policy %s: %d nodes removed (goal: none); longest without a write %d ms%s%n",
                pauses,
                PAUSE_MILLIS / 1_000,
                policy,
                removed,
                worst,
                removed == 0 ? "" : ": MISSED");
        return removed == 0;
    }
}
