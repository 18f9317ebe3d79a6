package dev.meguri.simulator.check.linearizability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The verdicts on all keys of a history.
 *
 * @param verdicts by key, in the order in which the keys came up
 * @param operations that were looked at
 * @param steps that it took
 */
public record Report(List<Verdict> verdicts, long operations, long steps) {
    /** What is known of the whole history: a violation outweighs what is unknown. */
    public enum Result {
        LINEARIZABLE,
        VIOLATION,
        UNKNOWN
    }

    public Result result() {
        if (!violations().isEmpty()) {
            return Result.VIOLATION;
        }
        return unknown().isEmpty() ? Result.LINEARIZABLE : Result.UNKNOWN;
    }

    public List<Verdict.Violation> violations() {
        List<Verdict.Violation> violations = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Violation violation) {
                violations.add(violation);
            }
        }
        return violations;
    }

    public List<Verdict.Unknown> unknown() {
        List<Verdict.Unknown> unknown = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Unknown u) {
                unknown.add(u);
            }
        }
        return unknown;
    }

    /** For people: one line, and the explanation of every violation. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d operations on %,d keys, %,d steps",
                result(),
                operations,
                verdicts.size(),
                steps));
        for (Verdict.Unknown u : unknown()) {
            text.append(String.format(
                    Locale.ROOT, "%nunknown: key %s, %,d operations, %,d steps", u.key(), u.operations(), u.steps()));
        }
        for (Verdict.Violation violation : violations()) {
            text.append(System.lineSeparator()).append(violation.text());
        }
        return text.toString();
    }
}
