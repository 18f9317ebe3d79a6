package dev.meguri.simulator.check.linearizability;

import dev.meguri.simulator.check.linearizability.Action.Change;
import dev.meguri.simulator.check.linearizability.Action.Condition;
import dev.meguri.simulator.check.linearizability.Action.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The few operations of an impossible history that suffice to see that it is. Every step only takes demands away (a read is
 * left out, the answer of a write is forgotten), so that what remains impossible was so before.
 */
final class Minimizer {
    /** Of longer remainders the end is shown only, without the order that comes nearest. */
    static final int MAX_SHOWN = 60;

    private static final String SOME_OTHER_VALUE = "(some other value)";

    private static final int MAX_UNKNOWN_ADDITIONS = 6;

    /** Of one search, once the history is cut: what takes longer is left as it is. */
    private static final long SHORT_STEPS = 50_000;

    private final long skewMicros;
    private long stepsOfOne;
    private long stepsLeft;
    private boolean anyStart;

    /** @param maxSteps of one search; of all together twice as many */
    Minimizer(long skewMicros, long maxSteps) {
        this.skewMicros = skewMicros;
        this.stepsOfOne = maxSteps;
        this.stepsLeft = 2 * maxSteps;
    }

    /**
     * What suffices to see that a history is impossible.
     *
     * @param operations by invocation; answers that do not matter are left out
     * @param anyStart whether it is impossible whatever was there before; else the key begins absent
     */
    record Smallest(List<Observation> operations, boolean anyStart) {}

    /** @param history of one key, impossible */
    Smallest smallest(List<Observation> history) {
        List<Observation> smallest = lastWindow(shortestPrefix(history));
        stepsOfOne = Math.min(stepsOfOne, SHORT_STEPS);
        smallest = withoutTheUseless(ifImpossible(forgetting(smallest), smallest));
        smallest = withoutChunks(smallest, true);
        smallest = withoutTheUseless(withoutChunks(smallest, false));
        smallest = withoutTheUseless(withoutChunks(smallest, false));
        smallest.sort(Comparator.comparingLong(Observation::invokeMicros));
        return new Smallest(smallest, anyStart);
    }

    /** The last operations, where they are impossible whatever was there before; else all. */
    private List<Observation> lastWindow(List<Observation> history) {
        List<Observation> byTime = new ArrayList<>(history);
        byTime.sort(Comparator.comparingLong(Observation::invokeMicros));
        anyStart = true;
        for (int size = 4; size < byTime.size(); size *= 2) {
            List<Observation> window = window(byTime, byTime.size() - size);
            if (isImpossible(window)) {
                return window;
            }
        }
        anyStart = false;
        return history;
    }

    /** What was answered before is left out; what was under way then may or may not be made later. */
    private static List<Observation> window(List<Observation> byTime, int first) {
        long from = byTime.get(first).invokeMicros();
        Set<String> values = mentioned(byTime.subList(first, byTime.size()));
        List<Observation> window = new ArrayList<>();
        for (Observation operation : byTime) {
            boolean inside = operation.invokeMicros() >= from;
            boolean underWay = !inside && operation.latestMicros() >= from && !operation.isReadOnly();
            boolean useless = underWay
                    && operation.action() instanceof Change(Effect.Put put, var _)
                    && !values.contains(put.value());
            if (inside) {
                window.add(operation);
            } else if (underWay && !useless) {
                window.add(operation.doubted());
            }
        }
        return window;
    }

    private List<Observation> ifImpossible(List<Observation> weaker, List<Observation> otherwise) {
        return isImpossible(weaker) ? weaker : otherwise;
    }

    /** Without what was told beside the answer itself: whether there was a value, and versions. */
    private static List<Observation> forgetting(List<Observation> history) {
        List<Observation> weaker = new ArrayList<>();
        for (Observation o : history) {
            weaker.add(
                    switch (o.answer()) {
                        case Answer.Made made -> o.withAnswer(new Answer.Made(null, made.number(), null));
                        case Answer.NotMade _ -> o.withAnswer(Answer.notMade());
                        case Answer.Found found -> o.withAnswer(Answer.found(found.value()));
                        case Answer.Absent _, Answer.InDoubt _, Answer.Failed _ -> o;
                    });
        }
        return weaker;
    }

    /** Up to the first answer with which it is impossible. */
    private List<Observation> shortestPrefix(List<Observation> history) {
        List<Long> ends = new ArrayList<>();
        for (Observation operation : history) {
            if (!operation.isInDoubt()) {
                ends.add(operation.returnMicros());
            }
        }
        ends.sort(Comparator.naturalOrder());
        int possible = -1;
        int impossible = ends.size() - 1;
        while (impossible - possible > 1) {
            int middle = (possible + impossible) >>> 1;
            if (isImpossible(until(history, ends.get(middle)))) {
                impossible = middle;
            } else {
                possible = middle;
            }
        }
        return ends.isEmpty() ? history : until(history, ends.get(impossible));
    }

    private static List<Observation> until(List<Observation> history, long micros) {
        List<Observation> prefix = new ArrayList<>();
        for (Observation operation : history) {
            if (operation.invokeMicros() <= micros) {
                boolean known = operation.isInDoubt() || operation.returnMicros() <= micros;
                prefix.add(known ? operation : operation.doubted());
            }
        }
        return prefix;
    }

    /** Takes the demands of many neighbours away at once, then of fewer, wherever that leaves it impossible. */
    private List<Observation> withoutChunks(List<Observation> history, boolean readsOnly) {
        List<Observation> smaller = history;
        for (int size = Math.max(1, history.size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < smaller.size(); ) {
                List<Observation> weaker = weakened(smaller, from, Math.min(smaller.size(), from + size), readsOnly);
                if (weaker != null && isImpossible(weaker)) {
                    from += size - (smaller.size() - weaker.size());
                    smaller = weaker;
                } else {
                    from += size;
                }
            }
        }
        return smaller;
    }

    /** Null: there is nothing to take away. */
    private static List<Observation> weakened(List<Observation> history, int from, int to, boolean readsOnly) {
        List<Observation> weaker = new ArrayList<>(history.subList(0, from));
        boolean changed = false;
        for (Observation operation : history.subList(from, to)) {
            if (operation.isReadOnly()) {
                changed = true;
            } else if (readsOnly || operation.isInDoubt()) {
                weaker.add(operation);
            } else {
                changed = true;
                weaker.add(operation.doubted());
            }
        }
        weaker.addAll(history.subList(to, history.size()));
        return changed ? weaker : null;
    }

    /** What is in doubt and explains nothing that is left: values nobody read, reads, and definite failures. */
    private static List<Observation> withoutTheUseless(List<Observation> history) {
        Set<String> values = mentioned(history);
        boolean anyValueMatters = history.stream().anyMatch(Minimizer::looksForAnyValue);
        List<Observation> useful = new ArrayList<>();
        for (Observation operation : history) {
            boolean useless = operation.answer() instanceof Answer.Failed
                    || operation.isInDoubt() && operation.action() instanceof Action.Get
                    || operation.isInDoubt()
                            && !anyValueMatters
                            && operation.action() instanceof Change(Effect.Put put, var _)
                            && !values.contains(put.value());
            if (!useless) {
                useful.add(operation);
            }
        }
        return useful;
    }

    private static Set<String> mentioned(List<Observation> history) {
        Set<String> values = new HashSet<>();
        for (Observation operation : history) {
            if (operation.answer() instanceof Answer.Found found) {
                values.add(found.value());
            }
            if (operation.action() instanceof Change(var _, Condition.IfValue expected)) {
                values.add(expected.value());
            }
        }
        return values;
    }

    /** Whether its answer may be explained by a value, whatever value it is. */
    private static boolean looksForAnyValue(Observation operation) {
        return switch (operation.answer()) {
            case Answer.NotMade _ -> true;
            case Answer.Made made ->
                Boolean.TRUE.equals(made.existed())
                        || !(operation.action() instanceof Change(var _, Condition.Always _))
                        || operation.action() instanceof Change(Effect.Add _, var _);
            case Answer.Found _, Answer.Absent _, Answer.InDoubt _, Answer.Failed _ -> false;
        };
    }

    private boolean isImpossible(List<Observation> history) {
        List<KeyState> starts = anyStart ? startsOf(history) : List.of(KeyState.ABSENT);
        for (KeyState start : starts) {
            if (stepsLeft <= 0) {
                return false;
            }
            Search search = new Search(history, start, skewMicros, Math.min(stepsLeft, stepsOfOne));
            Search.End end = search.run();
            stepsLeft -= search.steps() + history.size();
            if (end != Search.End.IMPOSSIBLE) {
                return false;
            }
        }
        return !starts.isEmpty();
    }

    /** All that may have been there before, as far as it matters; empty: that cannot be told. */
    static List<KeyState> startsOf(List<Observation> history) {
        Set<String> values = new LinkedHashSet<>();
        List<Long> unknownAdditions = new ArrayList<>();
        for (Observation operation : history) {
            boolean told = operation.answer() instanceof Answer.Made made && made.number() != null;
            if (operation.action() instanceof Change(Effect.Add add, var _) && !told) {
                unknownAdditions.add(add.delta());
            }
            values.add(Expectations.valueFoundBy(operation));
            if (operation.action() instanceof Change(var _, Condition.IfValue expected)) {
                values.add(expected.value());
            }
        }
        if (unknownAdditions.size() > MAX_UNKNOWN_ADDITIONS) {
            return List.of();
        }
        for (String value : new ArrayList<>(values)) {
            addSmaller(values, value, unknownAdditions);
        }
        values.add(null);
        values.add(SOME_OTHER_VALUE);
        return values.stream().map(KeyState::ofUnknownAge).toList();
    }

    /** The numbers from which some of the additions lead to the value. */
    private static void addSmaller(Set<String> values, String value, List<Long> additions) {
        if (value == null || !value.matches("-?[0-9]{1,18}")) {
            return;
        }
        for (int some = 1; some < 1 << additions.size(); some++) {
            long number = Long.parseLong(value);
            for (int i = 0; i < additions.size(); i++) {
                number -= (some & (1 << i)) == 0 ? 0 : additions.get(i);
            }
            values.add(Long.toString(number));
        }
    }
}
