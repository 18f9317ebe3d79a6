package dev.meguri.simulator.check.linearizability;

import dev.meguri.simulator.check.linearizability.Action.Condition;
import dev.meguri.simulator.check.linearizability.Action.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A violation, as people read it. */
final class Explanation {
    private static final long STEPS = 1_000_000;

    private Explanation() {}

    static String of(String key, int operations, Minimizer.Smallest smallest, long skewMicros) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "key %s is not linearizable: of its %,d operations these %d suffice to see it, %s (times in seconds)%n",
                key,
                operations,
                smallest.operations().size(),
                smallest.anyStart() ? "whatever was there before" : "where it is absent before"));
        int hidden = Math.max(0, smallest.operations().size() - Minimizer.MAX_SHOWN);
        for (Observation operation :
                smallest.operations().subList(hidden, smallest.operations().size())) {
            text.append("  ").append(describe(operation)).append(System.lineSeparator());
        }
        if (hidden > 0) {
            return text.append("  (and ")
                    .append(hidden)
                    .append(" before these)")
                    .toString();
        }
        return text.append(nearest(smallest, skewMicros)).toString();
    }

    private static String nearest(Minimizer.Smallest smallest, long skewMicros) {
        List<KeyState> starts =
                smallest.anyStart() ? Minimizer.startsOf(smallest.operations()) : List.of(KeyState.ABSENT);
        Search best = null;
        KeyState bestStart = KeyState.ABSENT;
        for (KeyState start : starts) {
            Search search = new Search(smallest.operations(), start, skewMicros, STEPS);
            search.run();
            if (best == null || search.longest().size() > best.longest().size()) {
                best = search;
                bestStart = start;
            }
        }
        List<Observation> longest = best.longest();
        List<String> order = new ArrayList<>();
        longest.forEach(operation -> order.add("#" + operation.id()));
        List<String> rest = new ArrayList<>();
        for (Observation operation : smallest.operations()) {
            if (!longest.contains(operation) && !operation.isInDoubt()) {
                rest.add("#" + operation.id());
            }
        }
        return "  the order that explains most: " + (smallest.anyStart() ? value(bestStart) + " before; " : "")
                + (order.isEmpty() ? "none" : String.join(", ", order)) + "; then "
                + value(best.longestState()) + ", and " + String.join(", ", rest)
                + (rest.size() == 1 ? " does" : " do") + " not fit";
    }

    private static String value(KeyState state) {
        return state.isAbsent() ? "the key is absent" : "the value is " + state.value();
    }

    static String describe(Observation operation) {
        return String.format(
                Locale.ROOT,
                "%12.6f .. %-12s #%d %s: %s -> %s",
                operation.invokeMicros() / 1e6,
                operation.isInDoubt() ? "?" : String.format(Locale.ROOT, "%.6f", operation.returnMicros() / 1e6),
                operation.id(),
                operation.client(),
                describe(operation.action()),
                describe(operation.answer()));
    }

    private static String describe(Action action) {
        return switch (action) {
            case Action.Get _ -> "get";
            case Action.Change change -> describe(change.effect()) + describe(change.condition());
        };
    }

    private static String describe(Effect effect) {
        return switch (effect) {
            case Effect.Put put -> "set " + put.value() + ttl(put.ttlMicros());
            case Effect.Remove _ -> "delete";
            case Effect.Add add -> "increment by " + add.delta() + ttl(add.ttlMicros());
        };
    }

    private static String ttl(long micros) {
        return micros == Action.NO_TTL ? "" : " for " + micros / 1_000 + " ms";
    }

    private static String describe(Condition condition) {
        return switch (condition) {
            case Condition.Always _ -> "";
            case Condition.IfAbsent _ -> " if absent";
            case Condition.IfPresent _ -> " if present";
            case Condition.IfValue expected -> " if it is " + expected.value();
            case Condition.IfVersion expected -> " if its version is " + expected.version();
        };
    }

    private static String describe(Answer answer) {
        return switch (answer) {
            case Answer.Found found -> found.value() + version(found.version());
            case Answer.Absent _ -> "absent";
            case Answer.Made made ->
                "made"
                        + (made.number() == null ? "" : ", sum " + made.number())
                        + (made.existed() == null ? "" : made.existed() ? ", existed" : ", did not exist")
                        + version(made.version());
            case Answer.NotMade not ->
                "condition failed"
                        + (not.existed() == null ? "" : not.existed() ? ", there is a value" : ", absent")
                        + version(not.version());
            case Answer.InDoubt _ -> "in doubt";
            case Answer.Failed _ -> "failed";
        };
    }

    private static String version(String version) {
        return version == null ? "" : " (version " + version + ")";
    }
}
