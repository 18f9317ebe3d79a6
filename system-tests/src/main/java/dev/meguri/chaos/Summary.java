package dev.meguri.chaos;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What came of all runs together: the figures, and whether every promise was kept and every goal met. */
record Summary(String policy, List<Verdict> verdicts) {
    /** Of all operations of all runs, fewer than these may leave the client not knowing what became of them. */
    static final double DOUBT_GOAL_PERCENT = 1;

    /**
     * Half a minute's at the usual pace: one node that stands still leaves some clients in doubt however few operations
     * there are, so the share of fewer says more about the machine than about the cluster.
     */
    static final int LEAST_OPERATIONS = 10_000;

    /** @param verdicts one at least */
    Summary {
        require(!verdicts.isEmpty(), "a summary is of one run at least");
    }

    boolean isMet() {
        return broken().isEmpty() && !hasTooManyInDoubt();
    }

    /** What was missed, if anything, and at last the figures. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (hasTooManyInDoubt()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "GOAL MISSED: %.2f%% of the operations are in doubt; fewer than %.0f%% are to be",
                    inDoubtPercent(),
                    DOUBT_GOAL_PERCENT));
        }
        Verdict worst = verdicts.stream()
                .max(Comparator.comparingDouble(Verdict::inDoubtPercent))
                .orElseThrow();
        lines.add(String.format(
                Locale.ROOT,
                "chaos: %d runs, policy %s, %d operations, %d faults, %.2f%% in doubt (worst run %.2f%%, seed %d), longest"
                        + " without a write %.1f s (after one kill %.1f s), replicas equal within %.1f s, %d violations%s",
                verdicts.size(),
                policy,
                sum(verdict -> verdict.ops().size()),
                sum(verdict -> verdict.faults().size()),
                inDoubtPercent(),
                worst.inDoubtPercent(),
                worst.seed(),
                most(verdict -> verdict.longestGap().millis()) / 1e3,
                most(Verdict::longestGapAfterCrashMillis) / 1e3,
                most(Verdict::equalMillis) / 1e3,
                sum(verdict -> verdict.violations().size()),
                broken().isEmpty() ? "" : " (seeds " + broken() + ")"));
        return lines;
    }

    private boolean hasTooManyInDoubt() {
        return inDoubtPercent() >= DOUBT_GOAL_PERCENT
                && sum(verdict -> verdict.ops().size()) >= LEAST_OPERATIONS;
    }

    /** Of all runs: each operation counts alike, so that a run of few says little. */
    private double inDoubtPercent() {
        return 100.0
                * sum(verdict -> verdict.count(Outcome.IN_DOUBT))
                / Math.max(1, sum(verdict -> verdict.ops().size()));
    }

    private List<Long> broken() {
        return verdicts.stream()
                .filter(verdict -> !verdict.isClean())
                .map(Verdict::seed)
                .toList();
    }

    private long sum(ToLongFunction<Verdict> figure) {
        return verdicts.stream().mapToLong(figure).sum();
    }

    private long most(ToLongFunction<Verdict> figure) {
        return verdicts.stream().mapToLong(figure).max().orElse(0);
    }
}
