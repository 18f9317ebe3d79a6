package dev.meguri.chaos.check;

import dev.meguri.chaos.history.Op;
import dev.meguri.chaos.history.OpKind;
import dev.meguri.chaos.history.Outcome;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The newest acknowledged write of each key is there at the end, or a newer version, unless too many nodes forgot it; and a
 * removal that was acknowledged last stays one.
 */
public final class AcknowledgedWrites implements Checker {
    public static final String SURVIVE = "acknowledged-writes-survive";
    public static final String REMOVED = "removed-stays-removed";

    @Override
    public List<Violation> check(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        evidence.byKey().forEach((key, ops) -> {
            Op promised = promised(evidence, ops);
            if (promised != null) {
                Violation violation = check(promised, ops, evidence.finals().get(key));
                if (violation != null) {
                    violations.add(violation);
                }
            }
        });
        return violations;
    }

    /** The newest that must have survived; null: there is none. */
    private static Op promised(Evidence evidence, List<Op> ops) {
        return ops.stream()
                .filter(Op::isAcknowledged)
                .sorted(Comparator.comparing(Op::parsedVersion).reversed())
                .filter(evidence::mustSurvive)
                .findFirst()
                .orElse(null);
    }

    private static Violation check(Op promised, List<Op> ops, Evidence.FinalValue last) {
        Version version = promised.parsedVersion();
        if (last == null) {
            boolean removed = promised.kind() == OpKind.DELETE || ops.stream().anyMatch(op -> mayRemove(op, version));
            return removed ? null : new Violation(SURVIVE, promised + "; at the end there is nothing");
        }
        if (!version.isNewerThan(Version.parse(last.version()))) {
            return null;
        }
        String promise = promised.kind() == OpKind.DELETE ? REMOVED : SURVIVE;
        return new Violation(promise, promised + "; at the end there is " + last.version() + " " + last.value());
    }

    /** A removal whose version nobody knows, or that is newer. */
    private static boolean mayRemove(Op op, Version than) {
        if (op.kind() != OpKind.DELETE || !op.mayHaveEffect()) {
            return false;
        }
        return op.outcome() == Outcome.IN_DOUBT
                || op.version() != null && op.parsedVersion().isNewerThan(than);
    }
}
