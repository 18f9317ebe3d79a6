package dev.meguri.chaos.check;

import dev.meguri.chaos.history.Op;
import dev.meguri.simulator.check.linearizability.Action;
import dev.meguri.simulator.check.linearizability.Answer;
import dev.meguri.simulator.check.linearizability.Linearizability;
import dev.meguri.simulator.check.linearizability.Observation;
import dev.meguri.simulator.check.linearizability.Report;
import dev.meguri.simulator.check.linearizability.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Of strong policies: every key's history is linearizable, the reads at the end included. */
public final class Linearizable implements Checker {
    public static final String PER_KEY = "linearizable-per-key";
    /** Not decided within the checker's bound: no proof of anything, so it must not pass for one. */
    public static final String UNKNOWN = "linearizability-unknown";

    private static final String LAST = "at the end";

    @Override
    public List<Violation> check(Evidence evidence) {
        List<Observation> history = new ArrayList<>();
        long endMicros = 0;
        for (Op op : evidence.ops()) {
            history.add(observation(op));
            endMicros = Math.max(endMicros, op.returnNanos() / 1_000);
        }
        for (String key : evidence.byKey().keySet()) {
            Evidence.FinalValue last = evidence.finals().get(key);
            Answer answer = last == null ? Answer.absent() : new Answer.Found(last.value(), last.version());
            history.add(new Observation(0, LAST, key, Action.get(), endMicros + 1, endMicros + 2, answer));
        }
        // No key of these histories expires, so clocks do not matter.
        Report report = new Linearizability(0).check(history);
        List<Violation> violations = new ArrayList<>();
        for (Verdict.Violation violation : report.violations()) {
            violations.add(new Violation(PER_KEY, violation.text()));
        }
        for (Verdict.Unknown unknown : report.unknown()) {
            violations.add(new Violation(UNKNOWN, unknown.key() + ", after " + unknown.steps() + " steps"));
        }
        return violations;
    }

    private static Observation observation(Op op) {
        return new Observation(
                op.id(),
                "client " + op.client(),
                op.key(),
                action(op),
                op.invokeNanos() / 1_000,
                op.returnNanos() / 1_000,
                answer(op));
    }

    private static Action action(Op op) {
        return switch (op.kind()) {
            case GET -> Action.get();
            case PUT -> Action.set(op.value());
            case CAS -> Action.compareAndSetVersion(op.expected(), op.value());
            case INCREMENT -> Action.increment(Long.parseLong(op.value()));
            case DELETE -> Action.delete();
        };
    }

    private static Answer answer(Op op) {
        return switch (op.outcome()) {
            case OK -> done(op);
            case CONDITION_FAILED -> new Answer.NotMade(op.version() != null, op.version());
            case FAILED -> Answer.failed();
            case IN_DOUBT -> Answer.inDoubt();
        };
    }

    private static Answer done(Op op) {
        return switch (op.kind()) {
            case GET -> op.found() == null ? Answer.absent() : new Answer.Found(op.found(), op.version());
            case PUT, CAS -> new Answer.Made(op.version(), null, null);
            case INCREMENT -> new Answer.Made(op.version(), Long.parseLong(op.found()), null);
            case DELETE -> new Answer.Made(op.version(), null, op.version() != null);
        };
    }
}
