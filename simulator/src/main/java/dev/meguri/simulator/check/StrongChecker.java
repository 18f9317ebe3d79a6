package dev.meguri.simulator.check;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.simulator.check.linearizability.Action;
import dev.meguri.simulator.check.linearizability.Answer;
import dev.meguri.simulator.check.linearizability.Linearizability;
import dev.meguri.simulator.check.linearizability.Observation;
import dev.meguri.simulator.check.linearizability.Report;
import dev.meguri.simulator.check.linearizability.Verdict;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.workload.ClientOperation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Strong keys are linearizable, each for itself. Where a majority lost its memory the slot begins anew, and so does the
 * history of its keys: they are absent at first, and nothing that was acknowledged before is ever seen again. That it was so
 * is for {@link ResetChecker} to find out.
 */
public final class StrongChecker implements Observer {
    private final World world;
    private final long maxStepsPerKey;
    private final Map<Long, ClientOperation> open = new LinkedHashMap<>();
    private final List<Observation> history = new ArrayList<>();
    /** By key. */
    private final Map<String, Integer> slots = new HashMap<>();

    private final SlotLives lives = new SlotLives();
    private long firstStrong;
    private Report report = new Report(List.of(), 0, 0);

    public StrongChecker(World world) {
        this(world, Linearizability.DEFAULT_MAX_STEPS_PER_KEY);
    }

    /** @param maxStepsPerKey see {@link Linearizability} */
    StrongChecker(World world, long maxStepsPerKey) {
        this.world = world;
        this.maxStepsPerKey = maxStepsPerKey;
    }

    @Override
    public void onSubmit(ClientOperation operation) {
        if (operation.key.policy.isStrong() && operation.first == operation) {
            open.put(operation.id, operation);
        }
    }

    @Override
    public void onResult(ClientOperation operation) {
        end(operation, answer(operation.result));
    }

    @Override
    public void onBroken(ClientOperation operation) {
        end(operation, Answer.inDoubt());
    }

    /** All attempts with one token are one operation: it is made once, or, where one was in doubt, perhaps. */
    private void end(ClientOperation operation, Answer answer) {
        if (operation.last && open.remove(operation.first.id) != null) {
            add(operation.first, operation.first.uncertain && !isChange(operation, answer) ? Answer.inDoubt() : answer);
        }
    }

    private static boolean isChange(ClientOperation operation, Answer answer) {
        return answer instanceof Answer.Made made
                && (made.existed() || !(operation.operation instanceof Operation.Remove));
    }

    @Override
    public void onAdopted(SimNode node, ClusterState state) {
        if (!state.policies().hasStrong()) {
            return;
        }
        if (firstStrong == 0) {
            firstStrong = state.ringVersion();
        }
        for (int slot = 0; slot < state.slotCount(); slot++) {
            SlotAssignment assignment = state.slot(slot);
            if (assignment.epoch() != firstStrong && ResetChecker.beginsAnew(assignment)) {
                lives.began(slot, assignment.epoch(), world.nowMicros());
            }
        }
    }

    /** When slots began anew. */
    SlotLives lives() {
        return lives;
    }

    /** Slots that were lost. */
    public int lostSlots() {
        return lives.slots();
    }

    /** Histories of keys that were looked at; each life of a key is one. */
    public int histories() {
        return report.verdicts().size();
    }

    /** Histories of which nobody knows, for they took too long: neither linearizable nor a violation. */
    public List<Verdict.Unknown> unknown() {
        return report.unknown();
    }

    /** Once nothing is under way any more. What it could not find out is in {@link #unknown}. */
    public void check() {
        for (ClientOperation operation : open.values()) {
            add(operation, Answer.inDoubt());
        }
        open.clear();
        report = new Linearizability(clockSkewMicros(), maxStepsPerKey)
                .check(history.stream()
                        .flatMap(o -> lives.split(o, slotOf(o.key())).stream())
                        .toList());
        if (!report.violations().isEmpty()) {
            throw world.violated("strong-is-linearizable", report.toString());
        }
    }

    /** One clock stamps a time to live, another one judges that it is over, and both count whole milliseconds. */
    private long clockSkewMicros() {
        return (2 * world.settings().clockErrorMillis() + 1) * 1_000;
    }

    private int slotOf(String key) {
        return slots.computeIfAbsent(key, k -> Key.of(k).slot(world.settings().slotCount()));
    }

    private void add(ClientOperation operation, Answer answer) {
        history.add(new Observation(
                operation.id,
                operation.via.name(),
                operation.key.toString(),
                action(operation.operation),
                operation.submitMicros,
                Math.max(operation.submitMicros, world.nowMicros()),
                answer));
    }

    private static Action action(Operation operation) {
        return switch (operation) {
            case Operation.Get _ -> Action.get();
            case Operation.Put put ->
                new Action.Change(
                        new Action.Effect.Put(text(put.value()), put.ttlMillis() * 1_000), condition(put.condition()));
            case Operation.Remove remove ->
                new Action.Change(new Action.Effect.Remove(), condition(remove.condition()));
            case Operation.Increment increment ->
                new Action.Change(
                        new Action.Effect.Add(increment.delta(), increment.ttlMillis() * 1_000),
                        new Action.Condition.Always());
        };
    }

    private static Action.Condition condition(Condition condition) {
        return switch (condition) {
            case Condition.Always _ -> new Action.Condition.Always();
            case Condition.IfAbsent _ -> new Action.Condition.IfAbsent();
            case Condition.IfPresent _ -> new Action.Condition.IfPresent();
            case Condition.IfVersion(var version, var _) -> new Action.Condition.IfVersion(version.toString());
        };
    }

    private static Answer answer(Result result) {
        return switch (result) {
            case Result.Found(var entry, var _) ->
                new Answer.Found(text(entry.value()), entry.version().toString());
            case Result.Absent _ -> Answer.absent();
            case Result.Written written ->
                new Answer.Made(
                        written.version().toString(),
                        written.number() == 0 ? null : written.number(),
                        !written.created());
            case Result.Removed removed -> new Answer.Made(null, null, removed.existed());
            case Result.ConditionFailed(var current, var _) ->
                new Answer.NotMade(current != null, current == null ? null : current.toString());
            case Result.Failed failed when failed.failure().isInDoubt() -> Answer.inDoubt();
            case Result.Failed _ -> Answer.failed();
        };
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.ISO_8859_1);
    }
}
