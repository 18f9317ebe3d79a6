package dev.meguri.simulator.check.linearizability;

import static dev.meguri.core.limits.Requirements.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a history of operations is linearizable: whether each could have been made at one moment between its question and
 * its answer (in doubt: at any later one, or never). Keys are independent of each other, and begin absent. Knows nothing of
 * simulations: histories of real processes are checked in the same way.
 *
 * @param clockSkewMicros how wrong the clocks that decide on expiry may be; too high hides values that outlive their time,
 *     too low finds violations where there are none
 * @param maxStepsPerKey operations tried on one key until it is called unknown; a step takes about a microsecond, and each
 *     keeps up to some hundred bytes
 */
public record Linearizability(long clockSkewMicros, long maxStepsPerKey) {
    public static final long DEFAULT_MAX_STEPS_PER_KEY = 5_000_000;

    public Linearizability {
        require(clockSkewMicros >= 0, "clockSkewMicros must not be negative");
        require(maxStepsPerKey >= 1, "maxStepsPerKey must be at least 1");
    }

    public Linearizability(long clockSkewMicros) {
        this(clockSkewMicros, DEFAULT_MAX_STEPS_PER_KEY);
    }

    /** @param history in any order */
    public Report check(List<Observation> history) {
        Map<String, List<Observation>> byKey = new LinkedHashMap<>();
        for (Observation operation : history) {
            byKey.computeIfAbsent(operation.key(), k -> new ArrayList<>()).add(operation);
        }
        List<Verdict> verdicts = new ArrayList<>();
        long steps = 0;
        for (Map.Entry<String, List<Observation>> key : byKey.entrySet()) {
            Search search = new Search(key.getValue(), clockSkewMicros, maxStepsPerKey);
            Search.End end = search.run();
            steps += search.steps();
            verdicts.add(verdict(key.getKey(), key.getValue(), end, search.steps()));
        }
        return new Report(verdicts, history.size(), steps);
    }

    private Verdict verdict(String key, List<Observation> history, Search.End end, long steps) {
        return switch (end) {
            case EXPLAINED -> new Verdict.Linearizable(key);
            case GAVE_UP -> new Verdict.Unknown(key, history.size(), steps);
            case IMPOSSIBLE -> {
                var smallest = new Minimizer(clockSkewMicros, maxStepsPerKey).smallest(history);
                String text = Explanation.of(key, history.size(), smallest, clockSkewMicros);
                yield new Verdict.Violation(key, smallest.operations(), text);
            }
        };
    }
}
