package dev.meguri.simulator.run;

import dev.meguri.simulator.check.Violation;
import dev.meguri.simulator.faults.FaultKind;
import java.util.Map;

/**
 * How one run ended, and its figures.
 *
 * @param violation null: every invariant held
 * @param crash the stack trace of an unexpected exception; null: none
 * @param traceHash equal in every run of the seed
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
        Map<FaultKind, Integer> faults) {
    public boolean isClean() {
        return violation == null && crash == null;
    }

    /** What went wrong, in one line or more; null: nothing. */
    public String problem() {
        return violation != null ? violation.toString() : crash;
    }
}
