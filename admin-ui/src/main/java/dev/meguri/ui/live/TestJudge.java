package dev.meguri.ui.live;

import dev.meguri.api.lab.ConsistencyVerdict;
import dev.meguri.api.lab.ConsistencyVerdict.KeyVerdict;
import dev.meguri.api.lab.ConsistencyVerdict.Result;
import dev.meguri.api.lab.LabOperation;
import dev.meguri.api.lab.LabOperation.Kind;
import dev.meguri.api.lab.LabOperation.Outcome;
import dev.meguri.api.lab.TestHistory.StaleRead;
import dev.meguri.simulator.check.linearizability.Action;
import dev.meguri.simulator.check.linearizability.Answer;
import dev.meguri.simulator.check.linearizability.Linearizability;
import dev.meguri.simulator.check.linearizability.Observation;
import dev.meguri.simulator.check.linearizability.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a history shows, key by key. Values are unique, keys begin absent, nothing is deleted or expires. Pure. */
final class TestJudge {
    /** Some seconds of a test's largest key; each step keeps some hundred bytes, and this server has little memory. */
    static final long MAX_STEPS_PER_KEY = 100_000;

    record Judged(ConsistencyVerdict verdict, List<StaleRead> stale, List<Long> lost) {}

    private TestJudge() {}

    static Judged judge(List<LabOperation> operations) {
        return judge(operations, MAX_STEPS_PER_KEY);
    }

    static Judged judge(List<LabOperation> operations, long maxStepsPerKey) {
        Map<String, List<LabOperation>> byKey =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        operations.forEach(one ->
                byKey.computeIfAbsent(one.key(), key -> new ArrayList<>()).add(one));
        List<KeyVerdict> keys = new ArrayList<>();
        List<StaleRead> stale = new ArrayList<>();
        List<Long> lost = new ArrayList<>();
        byKey.forEach((key, ops) -> {
            KeyStory story = new KeyStory(ops);
            List<StaleRead> staleHere = story.stale();
            List<Long> lostHere = story.lost();
            stale.addAll(staleHere);
            lost.addAll(lostHere);
            keys.add(verdict(key, ops, staleHere, lostHere, maxStepsPerKey));
        });
        return new Judged(verdict(operations, keys), List.copyOf(stale), List.copyOf(lost));
    }

    private static KeyVerdict verdict(
            String key, List<LabOperation> ops, List<StaleRead> stale, List<Long> lost, long maxStepsPerKey) {
        List<Observation> history = ops.stream().map(TestJudge::observation).toList();
        // Nothing expires, so clocks do not matter.
        Verdict verdict =
                new Linearizability(0, maxStepsPerKey).check(history).verdicts().getFirst();
        Result result;
        String text = null;
        List<Long> offending = List.of();
        switch (verdict) {
            case Verdict.Linearizable _ -> result = Result.LINEARIZABLE;
            case Verdict.Violation violation -> {
                result = Result.NOT_LINEARIZABLE;
                text = violation.text();
                offending = violation.smallest().stream().map(Observation::id).toList();
            }
            case Verdict.Unknown unknown -> {
                result = Result.UNKNOWN;
                text = unknown.operations() + " operations, given up after " + unknown.steps() + " steps";
            }
        }
        return new KeyVerdict(
                key,
                result,
                ops.size(),
                lost.size(),
                stale.size(),
                stale.stream().mapToLong(StaleRead::millis).max().orElse(0),
                stale.stream().mapToInt(StaleRead::versions).max().orElse(0),
                text,
                offending);
    }

    private static ConsistencyVerdict verdict(List<LabOperation> operations, List<KeyVerdict> keys) {
        return new ConsistencyVerdict(
                result(keys),
                count(operations, Kind.READ, Outcome.OK),
                count(operations, Kind.WRITE, Outcome.OK),
                count(operations, Kind.WRITE, Outcome.IN_DOUBT),
                count(operations, Kind.READ, Outcome.FAILED) + count(operations, Kind.WRITE, Outcome.FAILED),
                keys.stream().mapToInt(KeyVerdict::lostWrites).sum(),
                keys.stream().mapToInt(KeyVerdict::staleReads).sum(),
                keys.stream().mapToLong(KeyVerdict::worstStaleMillis).max().orElse(0),
                keys.stream().mapToInt(KeyVerdict::worstStaleVersions).max().orElse(0),
                keys.stream()
                        .max(Comparator.comparing((KeyVerdict one) -> one.result() == Result.NOT_LINEARIZABLE)
                                .thenComparing(KeyVerdict::lostWrites)
                                .thenComparing(KeyVerdict::staleReads)
                                .thenComparing(one -> one.result() == Result.UNKNOWN))
                        .map(KeyVerdict::key)
                        .orElse(null),
                keys);
    }

    private static Result result(List<KeyVerdict> keys) {
        if (keys.stream().anyMatch(one -> one.result() == Result.NOT_LINEARIZABLE)) {
            return Result.NOT_LINEARIZABLE;
        }
        return keys.stream().anyMatch(one -> one.result() == Result.UNKNOWN) ? Result.UNKNOWN : Result.LINEARIZABLE;
    }

    private static int count(List<LabOperation> operations, Kind kind, Outcome outcome) {
        return (int) operations.stream()
                .filter(one -> one.kind() == kind && one.outcome() == outcome)
                .count();
    }

    private static Observation observation(LabOperation one) {
        Action action = one.kind() == Kind.READ ? Action.get() : Action.set(one.value());
        Answer answer =
                switch (one.outcome()) {
                    case OK -> one.kind() == Kind.WRITE ? Answer.made() : found(one.value());
                    case FAILED -> Answer.failed();
                    case IN_DOUBT -> Answer.inDoubt();
                };
        return new Observation(
                one.id(), "client " + one.client(), one.key(), action, one.invokeMicros(), one.returnMicros(), answer);
    }

    private static Answer found(String value) {
        return value == null ? Answer.absent() : Answer.found(value);
    }
}
