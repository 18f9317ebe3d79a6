package dev.meguri.chaos.figures;

import dev.meguri.chaos.cluster.Cluster;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long a node takes from the start of its process until it is ready: a manager and this one node, which was ended with
 * {@code kill -9}, on a machine that does nothing else.
 */
public final class StartFigures {
    private static final long START_MILLIS = 150_000;
    private static final long READY_MILLIS = 60_000;
    private static final long CALM_MILLIS = 2_000;
    private static final long CHECK_MILLIS = 20;
    private static final long GOAL_MILLIS = 1_500;

    private final Cluster cluster;
    private final PrintStream out;

    /** @param cluster of one node */
    public StartFigures(Cluster cluster, PrintStream out) {
        this.cluster = cluster;
        this.out = out;
    }

    /** Whether the goal was met. @throws IllegalStateException the node did not start */
    public boolean run(int starts) {
        cluster.start(START_MILLIS);
        String node = cluster.nodes().getFirst();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            Cluster.pause(CALM_MILLIS);
            cluster.processes().kill(List.of(node));
            cluster.launch(List.of(node));
            millis.add(awaitReady(node));
            out.printf(Locale.ROOT, "  start %d: ready after %d ms%n", i + 1, millis.getLast());
        }
        Collections.sort(millis);
        long median = millis.get(millis.size() / 2);
        out.printf(
                Locale.ROOT,
                "chaos: %d starts of a node, ready: median %d ms, worst %d ms (goal: median under %d ms)%s%n",
                starts,
                median,
                millis.getLast(),
                GOAL_MILLIS,
                median < GOAL_MILLIS ? "" : ": MISSED");
        return median < GOAL_MILLIS;
    }

    private long awaitReady(String node) {
        // The launcher writes it as soon as the process is there.
        Path pid = cluster.processes().home().resolve("run/" + node + ".pid");
        long startedMillis;
        try {
            startedMillis = Files.getLastModifiedTime(pid).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (!cluster.isReady(node)) {
            if (System.currentTimeMillis() - startedMillis > READY_MILLIS) {
                throw new IllegalStateException(node + " is not ready in time");
            }
            Cluster.pause(CHECK_MILLIS);
        }
        return System.currentTimeMillis() - startedMillis;
    }
}
