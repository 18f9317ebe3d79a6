package dev.meguri.chaos.figures;

import dev.meguri.chaos.cluster.Cluster;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * What the admission of a standby costs clients. 200,000 keys; the most that the cluster does is measured first. Then, open
 * loop at half of it: a minute of calm, and the admission. Then, after the node was drained again, closed loop at full speed:
 * a while of calm, and the admission once more.
 */
public final class AdmissionFigures {
    private static final String PREFIX = "admission:";
    private static final int KEYS = 200_000;
    private static final int CLIENTS = 32;
    private static final long START_MILLIS = 150_000;
    private static final long WARM_MILLIS = 20_000;
    private static final long MEASURE_MILLIS = 15_000;
    private static final long CALM_MILLIS = 60_000;
    private static final long SETTLE_MILLIS = 900_000;
    /** Seldom, as the manager has better things to do. */
    private static final long CHECK_MILLIS = 1_000;
    /** A plan waits for the members to settle: until then nothing moves, and it looks as if nothing would. */
    private static final long PLAN_MILLIS = 3_000;

    private static final double GOAL_RATIO = 5;
    private static final double GOAL_THROUGHPUT = .7;

    private final Cluster cluster;
    private final PrintStream out;
    private final Dataset dataset = new Dataset(PREFIX, KEYS);

    public AdmissionFigures(Cluster cluster, PrintStream out) {
        this.cluster = cluster;
        this.out = out;
    }

    /** Whether the goals were met. @throws IllegalStateException something did not end in time */
    public boolean run(String policy) {
        cluster.start(START_MILLIS);
        cluster.putPolicy(PREFIX, policy);
        List<InetSocketAddress> nodes = cluster.nodes().stream()
                .map(node ->
                        new InetSocketAddress("127.0.0.1", cluster.processes().portOf(node)))
                .toList();
        String standby = cluster.launchStandby();
        dataset.fill(nodes);
        settle("the cluster is well with its standby");
        during(nodes, 0, () -> Cluster.pause(WARM_MILLIS));
        Traffic.Figures most = during(nodes, 0, () -> Cluster.pause(MEASURE_MILLIS));
        tell("most, closed loop", most);
        Traffic.Figures calm = during(nodes, most.perSecond() / 2, () -> Cluster.pause(CALM_MILLIS));
        tell("calm, open loop at half of it", calm);
        long[] millis = new long[1];
        Traffic.Figures admission = during(nodes, most.perSecond() / 2, () -> millis[0] = admit(standby));
        tell("admission, open loop (" + millis[0] / 1_000 + " s)", admission);
        long lost = dataset.lost(nodes);
        drain(standby);
        Traffic.Figures before = during(nodes, 0, () -> Cluster.pause(MEASURE_MILLIS));
        tell("calm, closed loop", before);
        Traffic.Figures full = during(nodes, 0, () -> millis[0] = admit(standby));
        tell("admission, closed loop (" + millis[0] / 1_000 + " s)", full);
        lost += dataset.lost(nodes);
        double ratio = admission.p99Micros() / (double) Math.max(1, calm.p99Micros());
        double share = full.perSecond() / before.perSecond();
        long failed = admission.failed() + full.failed();
        boolean met = failed == 0 && lost == 0 && ratio <= GOAL_RATIO && share >= GOAL_THROUGHPUT;
        out.printf(
                Locale.ROOT,
                "chaos: a standby is admitted, policy %s, %d keys: %d operations failed, %d keys lost; p99 %.1f ms before, %.1f"
                        + " ms during, ratio %.1f (goal: at most %.0f); at full speed %.0f%% of the throughput (goal: at"
                        + " least %.0f%%)%s%n",
                policy,
                KEYS,
                failed,
                lost,
                calm.p99Micros() / 1e3,
                admission.p99Micros() / 1e3,
                ratio,
                GOAL_RATIO,
                100 * share,
                100 * GOAL_THROUGHPUT,
                met ? "" : ": MISSED");
        return met;
    }

    private Traffic.Figures during(List<InetSocketAddress> nodes, double ratePerSecond, Runnable what) {
        try (Traffic traffic = new Traffic(dataset, nodes, CLIENTS, ratePerSecond)) {
            what.run();
            return traffic.stop();
        }
    }

    private void tell(String what, Traffic.Figures figures) {
        out.printf(
                Locale.ROOT,
                "  %-40s %,8.0f operations/s, p50 %.2f ms, p99 %.2f ms, %d failed%s%n",
                what,
                figures.perSecond(),
                figures.p50Micros() / 1e3,
                figures.p99Micros() / 1e3,
                figures.failed(),
                figures.firstFailure() == null ? "" : " (" + figures.firstFailure() + ")");
    }

    /** How long it takes until everything has arrived. */
    private long admit(String standby) {
        long started = System.nanoTime();
        if (!cluster.admit(standby)) {
            throw new IllegalStateException("the manager does not admit " + standby);
        }
        Cluster.pause(PLAN_MILLIS);
        settle("the admission ends");
        return (System.nanoTime() - started) / 1_000_000;
    }

    private void drain(String node) {
        if (!cluster.drain(node)) {
            throw new IllegalStateException("the manager does not drain " + node);
        }
        long deadline = System.nanoTime() + SETTLE_MILLIS * 1_000_000;
        while (!"STANDBY".equals(cluster.states().get(node))) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(node + " is not drained in time");
            }
            Cluster.pause(CHECK_MILLIS);
        }
        settle("the drain ends");
    }

    private void settle(String what) {
        long deadline = System.nanoTime() + SETTLE_MILLIS * 1_000_000;
        for (String lack = cluster.lackOfHealth(); lack != null; lack = cluster.lackOfHealth()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(what + ": not in time, " + lack);
            }
            Cluster.pause(CHECK_MILLIS);
        }
    }
}
