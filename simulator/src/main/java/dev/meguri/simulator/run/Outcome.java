package dev.meguri.simulator.run;

import dev.meguri.simulator.check.Violation;
import dev.meguri.simulator.check.linearizability.Verdict;
import dev.meguri.simulator.faults.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How one run ended, and its figures.
 *
 * @param violation null: every invariant held
 * @param crash the stack trace of an unexpected exception; null: none
 * @param traceHash equal in every run of the seed
 * @param histories of strong keys, that were checked for linearizability
 * @param unknown those of them that nobody knows of, for they took too long to check
 */
public record Outcome(
        long seed,
        Violation violation,
        String crash,
        long traceHash,
        long virtualMicros,
        long events,
        long operations,
        long failed,
        long inDoubt,
        long broken,
        long messages,
        long healMillis,
        long keysClaimed,
        long keysExcused,
        long quorumReads,
        long histories,
        List<Verdict.Unknown> unknown,
        Map<FaultKind, Integer> faults) {
    public Outcome {
        unknown = List.copyOf(unknown);
    }

    /** Whether every invariant is known to have held. */
    public boolean isClean() {
        return violation == null && crash == null && unknown.isEmpty();
    }

    /** Whether an invariant did not hold, or something broke; else all that may be wrong is not known. */
    public boolean isViolated() {
        return violation != null || crash != null;
    }

    /** What went wrong or is not known, in one line or more; null: nothing. */
    public String problem() {
        if (violation != null) {
            return violation.toString();
        }
        return crash != null ? crash : unknown.isEmpty() ? null : undecided();
    }

    private String undecided() {
        return unknown.stream()
                .map(key -> key.key() + " (" + key.operations() + " operations, " + key.steps() + " steps)")
                .collect(Collectors.joining(", ", "strong-is-linearizable is not known of ", ""));
    }
}
