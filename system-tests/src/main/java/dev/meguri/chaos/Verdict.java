package dev.meguri.chaos;

import dev.meguri.chaos.check.AcknowledgedWrites;
import dev.meguri.chaos.check.Contents;
import dev.meguri.chaos.check.Gaps;
import dev.meguri.chaos.check.QuorumReads;
import dev.meguri.chaos.check.Violation;
import dev.meguri.chaos.fault.ChaosKind;
import dev.meguri.chaos.history.FaultEvent;
import dev.meguri.chaos.history.Op;
import dev.meguri.chaos.history.Outcome;
import dev.meguri.chaos.load.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of one run for the keys of one of its policies.
 *
 * @param ranNanos until the faults were healed
 * @param equalMillis from the healing until all replicas were equal; -1: they were not in time
 */
record Verdict(
        long seed,
        String policy,
        List<Op> ops,
        List<FaultEvent> faults,
        List<Violation> violations,
        long ranNanos,
        long equalMillis) {
    /** A killed node's keys are to be written again within a second of it; what comes later has other causes. */
    private static final long AFTER_CRASH_NANOS = 1_000_000_000L;

    boolean isClean() {
        return violations.isEmpty();
    }

    long count(Outcome outcome) {
        return ops.stream().filter(op -> op.outcome() == outcome).count();
    }

    double inDoubtPercent() {
        return 100.0 * count(Outcome.IN_DOUBT) / Math.max(1, ops.size());
    }

    long count(String promise) {
        return violations.stream().filter(v -> v.promise().equals(promise)).count();
    }

    Gaps.Gap longestGap() {
        return Gaps.longest(ops, Keys::group, 0, ranNanos);
    }

    /** The longest time without a write that began with the kill of a single node. */
    long longestGapAfterCrashMillis() {
        return faults.stream()
                .filter(fault -> fault.fault().equals(ChaosKind.CRASH.wire()))
                .mapToLong(crash -> Gaps.longest(
                                ops, Keys::group, crash.fromNanos(), crash.fromNanos() + AFTER_CRASH_NANOS)
                        .millis())
                .max()
                .orElse(0);
    }

    /** The figures, one per line. */
    List<String> figures() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "operations %d: %d done, %d conditions not met, %d definitely failed%s, %d in doubt (%.2f%%)%s",
                ops.size(),
                count(Outcome.OK),
                count(Outcome.CONDITION_FAILED),
                count(Outcome.FAILED),
                reasons(Outcome.FAILED),
                count(Outcome.IN_DOUBT),
                inDoubtPercent(),
                reasons(Outcome.IN_DOUBT)));
        lines.add("faults " + faults.size() + ": " + byKind());
        lines.add(String.format(
                Locale.ROOT,
                "longest time without a successful write to a group of keys %.1f s%s; after the kill of one node %.1f s",
                longestGap().millis() / 1e3,
                blame(),
                longestGapAfterCrashMillis() / 1e3));
        lines.add("acknowledged writes lost " + count(AcknowledgedWrites.SURVIVE) + ", removed keys that came back "
                + count(AcknowledgedWrites.REMOVED) + ", old writes that came back " + count(Contents.STAY_OLD));
        lines.add("values that nobody wrote " + count(Contents.WRITTEN) + ", definite failures that took effect "
                + count(Contents.NO_EFFECT) + ", quorum reads that missed a write " + count(QuorumReads.SEE));
        lines.add(
                equalMillis < 0
                        ? "replicas were not equal in time"
                        : String.format(Locale.ROOT, "replicas equal %.1f s after the healing", equalMillis / 1e3));
        return lines;
    }

    private String reasons(Outcome outcome) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Op op : ops) {
            if (op.outcome() == outcome) {
                reasons.merge(String.valueOf(op.why()), 1, Integer::sum);
            }
        }
        return reasons.isEmpty() ? "" : " " + reasons;
    }

    private String byKind() {
        Map<String, Integer> kinds = new TreeMap<>();
        faults.forEach(fault -> kinds.merge(fault.fault(), 1, Integer::sum));
        return kinds.toString();
    }

    /** What went wrong while nothing could be written. */
    private String blame() {
        Gaps.Gap gap = longestGap();
        List<String> causes = faults.stream()
                .filter(fault -> fault.fromNanos() < gap.toNanos() && fault.toNanos() > gap.fromNanos())
                .map(FaultEvent::fault)
                .distinct()
                .toList();
        return causes.isEmpty() ? "" : " (during " + String.join(", ", causes) + ")";
    }
}
