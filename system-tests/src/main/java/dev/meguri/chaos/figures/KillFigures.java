package dev.meguri.chaos.figures;

import dev.meguri.chaos.cluster.Cluster;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long clients miss a node that is killed: three nodes, writers through each of them, and one node after the other is
 * killed with {@code kill -9} and started again. Told for each kill: the longest time without a successful write to any of
 * the keys that the node led, through each of those that stay; and how long after its start the node is synced, and votes
 * again, in all its slots.
 */
public final class KillFigures {
    private static final String PREFIX = "kills:";
    private static final long START_MILLIS = 150_000;
    private static final long CALM_MILLIS = 2_000;
    /** After a kill, before the node is started again: longer than it takes to notice. */
    private static final long AWAY_MILLIS = 5_000;

    private static final long WELL_MILLIS = 90_000;
    /** Whoever asks more often takes time from what it waits for. */
    private static final long CHECK_MILLIS = 200;
    /** What is well has to stay so for a moment: between two steps of a return it may look so. */
    private static final long STAYS_WELL_MILLIS = 500;

    private static final long GOAL_GAP_MILLIS = 1_000;
    private static final long GOAL_BACK_MILLIS = 10_000;

    private final Cluster cluster;
    private final PrintStream out;
    private final List<Long> gaps = new ArrayList<>();
    private final List<Long> returns = new ArrayList<>();

    public KillFigures(Cluster cluster, PrintStream out) {
        this.cluster = cluster;
        this.out = out;
    }

    /** Whether the goals were met. @throws IllegalStateException the cluster did not start, or did not recover */
    public boolean run(int kills, String policy) {
        cluster.start(START_MILLIS);
        cluster.putPolicy(PREFIX, policy);
        try (NodeWriters writers = new NodeWriters(cluster, PREFIX)) {
            for (int i = 0; i < kills; i++) {
                kill(writers, i + 1, cluster.nodes().get(i % cluster.nodes().size()));
            }
        }
        gaps.sort(null);
        returns.sort(null);
        boolean met = gaps.getLast() < GOAL_GAP_MILLIS && returns.getLast() < GOAL_BACK_MILLIS;
        out.printf(
                Locale.ROOT,
                "chaos: %d kills, policy %s, longest without a write: worst %d ms, median %d ms (goal: under %d ms); voter of"
                        + " all its slots again: worst %.1f s, median %.1f s (goal: under %d s)%s%n",
                kills,
                policy,
                gaps.getLast(),
                gaps.get(gaps.size() / 2),
                GOAL_GAP_MILLIS,
                returns.getLast() / 1e3,
                returns.get(returns.size() / 2) / 1e3,
                GOAL_BACK_MILLIS / 1_000,
                met ? "" : ": MISSED");
        return met;
    }

    private void kill(NodeWriters writers, int number, String node) {
        Cluster.pause(CALM_MILLIS);
        writers.clear();
        Cluster.pause(CALM_MILLIS);
        long killed = System.nanoTime();
        cluster.processes().kill(List.of(node));
        Cluster.pause(AWAY_MILLIS);
        long started = System.nanoTime();
        Map<String, Long> through = writers.gapsWithout(node, killed, started);
        cluster.launch(List.of(node));
        long back = awaitBack(node, started);
        gaps.add(NodeWriters.worst(through));
        returns.add(back);
        out.printf(
                Locale.ROOT,
                "  kill %d, %s: without a write to its keys %s; voter of all its slots %.1f s after its start%n",
                number,
                node,
                NodeWriters.told(through),
                back / 1e3);
    }

    private long awaitBack(String node, long startedNanos) {
        long deadline = startedNanos + WELL_MILLIS * 1_000_000;
        long wellSince = 0;
        String lack = "";
        while (System.nanoTime() - deadline < 0) {
            long now = System.nanoTime();
            lack = cluster.lackOfHealth();
            if (lack != null) {
                wellSince = 0;
            } else if (wellSince == 0) {
                wellSince = now;
            } else if (now - wellSince >= STAYS_WELL_MILLIS * 1_000_000) {
                return (wellSince - startedNanos) / 1_000_000;
            }
            Cluster.pause(CHECK_MILLIS);
        }
        throw new IllegalStateException(node + " is not back after " + WELL_MILLIS / 1_000 + " s: " + lack);
    }
}
