package dev.meguri.chaos.check;

import dev.meguri.chaos.history.Op;
import dev.meguri.chaos.history.OpKind;
import dev.meguri.chaos.history.Outcome;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every value that was read, during the run or at its end: a client wrote it to this key, and that write did not definitely
 * fail; a number is made of some of its increments; what was acknowledged does not return over a later acknowledged write
 * under a newer version.
 */
public final class Contents implements Checker {
    public static final String WRITTEN = "reads-return-what-was-written";
    public static final String NO_EFFECT = "definite-failures-have-no-effect";
    public static final String STAY_OLD = "old-writes-stay-old";

    /** @param where for people */
    private record Sight(String where, String value, String version) {}

    @Override
    public List<Violation> check(Evidence evidence) {
        List<Violation> violations = new ArrayList<>();
        evidence.byKey().forEach((key, ops) -> {
            List<Sight> sights = sights(ops, evidence.finals().get(key));
            boolean isCounter = ops.stream().anyMatch(op -> op.kind() == OpKind.INCREMENT);
            if (isCounter) {
                checkNumbers(key, ops, sights, violations);
            } else {
                checkValues(key, ops, sights, violations);
            }
        });
        return violations;
    }

    private static List<Sight> sights(List<Op> ops, Evidence.FinalValue last) {
        List<Sight> sights = new ArrayList<>();
        for (Op op : ops) {
            if (op.found() != null) {
                sights.add(new Sight("seen by " + op, op.found(), op.version()));
            }
        }
        if (last != null) {
            sights.add(new Sight("there at the end", last.value(), last.version()));
        }
        return sights;
    }

    private static void checkNumbers(String key, List<Op> ops, List<Sight> sights, List<Violation> violations) {
        long possible = ops.stream()
                .filter(op -> op.kind() == OpKind.INCREMENT && op.mayHaveEffect())
                .mapToLong(op -> Long.parseLong(op.value()))
                .sum();
        for (Sight sight : sights) {
            if (!isNumber(sight.value(), possible)) {
                violations.add(new Violation(
                        WRITTEN,
                        key + " = " + sight.value() + ", " + sight.where() + "; all increments that may have been made"
                                + " add up to " + possible));
            }
        }
    }

    private static boolean isNumber(String value, long most) {
        try {
            long number = Long.parseLong(value);
            return number > 0 && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void checkValues(String key, List<Op> ops, List<Sight> sights, List<Violation> violations) {
        Map<String, Op> writers = new HashMap<>();
        for (Op op : ops) {
            if (op.kind() == OpKind.PUT || op.kind() == OpKind.CAS) {
                writers.put(op.value(), op);
            }
        }
        for (Sight sight : sights) {
            Op writer = writers.get(sight.value());
            if (writer == null) {
                violations.add(new Violation(
                        WRITTEN, key + " = " + sight.value() + ", " + sight.where() + "; nobody wrote that"));
            } else if (!writer.mayHaveEffect()) {
                violations.add(new Violation(NO_EFFECT, writer + "; but " + sight.value() + " was " + sight.where()));
            } else if (sight.version() != null && writer.outcome() == Outcome.OK && writer.version() != null) {
                checkComeback(ops, writer, sight, violations);
            }
        }
    }

    private static void checkComeback(List<Op> ops, Op writer, Sight sight, List<Violation> violations) {
        Version seen = Version.parse(sight.version());
        Version acknowledged = writer.parsedVersion();
        if (!seen.isNewerThan(acknowledged)) {
            return;
        }
        for (Op other : ops) {
            if (other.isAcknowledged()
                    && other.invokeNanos() > writer.returnNanos()
                    && other.parsedVersion().isNewerThan(acknowledged)
                    && seen.isNewerThan(other.parsedVersion())) {
                violations.add(new Violation(
                        STAY_OLD, writer + " came back as " + seen + " (" + sight.where() + ") over " + other));
                return;
            }
        }
    }
}
