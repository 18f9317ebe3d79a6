package dev.meguri.core.replication;

import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.VoterMemory;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.shard.StrongSlots;
import dev.meguri.core.shard.Timers;
import dev.meguri.core.store.Entry;
import dev.meguri.core.strong.Ballot;
import dev.meguri.core.strong.StrongAsk;
import dev.meguri.core.strong.StrongOutcome;
import dev.meguri.core.strong.StrongValue;
import dev.meguri.core.token.Once;
import dev.meguri.core.version.Version;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Operations on strong keys: passed to the serving primary, whose proposer folds those of one key into one change; carried
 * out here where this node is it, or it cannot be reached (STRONG.md, rule 11).
 */
public final class StrongOperations {
    private static final long RETRY_MILLIS = 50;

    private final ShardContext context;
    private final StrongSlots strong;
    private final RecentForwards recentForwards;
    private final Set<StrongForward> forwards = new LinkedHashSet<>();
    private final Timers.Lane hedges;
    private final Timers.Lane takeOvers;
    private final Timers.Lane deadlines;
    private final Timers.Lane retries;

    StrongOperations(ShardContext context, StrongSlots strong, RecentForwards recentForwards) {
        this.context = context;
        this.strong = strong;
        this.recentForwards = recentForwards;
        this.hedges = context.timers().lane(context.settings().hedgeMillis());
        this.takeOvers = context.timers().lane(context.settings().forwardTimeoutMillis());
        this.retries = context.timers().lane(RETRY_MILLIS);
        this.deadlines = context.timers().lane(context.settings().operationTimeoutMillis());
    }

    /** An operation of a client of this node. @param once null: without a token of the client's */
    void submit(long operationId, Operation operation, Once once) {
        StrongForward forward = new StrongForward(this, operationId, operation, once);
        forwards.add(forward);
        forward.route();
        if (!forward.isDone()) {
            Timers.Lane patience = operation instanceof Operation.Get ? hedges : takeOvers;
            patience.add(context.steadyNow(), task(forward, forward::slow));
            deadlines.add(context.steadyNow(), task(forward, forward::expire));
        }
    }

    void routeLater(StrongForward forward) {
        retries.add(context.steadyNow(), task(forward, forward::route));
    }

    boolean mayRun(int slot) {
        return strong.knows(slot);
    }

    /** Null: the slot is not lost. */
    Result.Failed lost(int slot) {
        if (!strong.isLost(slot)) {
            return null;
        }
        ClusterState state = context.state();
        SlotAssignment now = state.slot(slot);
        List<String> forgetful = VoterMemory.forgetful(now.voters(), state::member);
        return new Result.Failed(
                Failure.SLOT_LOST,
                "slot " + slot + " lost its strong keys: " + forgetful.size() + " of its "
                        + now.voters().size() + " voters (" + String.join(", ", forgetful)
                        + ") ended without writing their memory down. Nothing was changed. An operator lets it begin"
                        + " anew, empty: ./meguri accept-loss --slots " + slot,
                slot,
                0,
                now.voters().size() / 2 + 1);
    }

    /** Voters that have to answer, as far as it can be said without asking them. */
    int needed(int slot) {
        return context.slot(slot).current().size() / 2 + 1;
    }

    /** Too late to wait for our proposer: it may have sent the change, or may yet. */
    void giveUp(Operation operation, int slot, Consumer<Result> whenDone) {
        boolean read = operation instanceof Operation.Get;
        int needed = needed(slot);
        whenDone.accept(new Result.Failed(
                read ? Failure.UNAVAILABLE : Failure.IN_DOUBT,
                read
                        ? Shortfall.voters(needed, slot, "they were asked late")
                        : Shortfall.unknownByVoters(needed, slot, "it was begun late"),
                slot,
                0,
                needed));
    }

    /** One that a peer forwards to us, and no repetition. What was refused stays refused, however late a copy comes. */
    void onForward(String nodeId, ShardMessage.Forward message) {
        Origin.Peer origin = new Origin.Peer(nodeId, message.requestId());
        recentForwards.begin(origin, context.steadyNow());
        Result.Failed lost = lost(message.slot());
        if (lost != null) {
            answer(origin, new ShardMessage.ForwardAnswer(message.requestId(), message.slot(), lost));
            return;
        }
        if (!mayRun(message.slot())) {
            long epoch = context.slot(message.slot()).epoch();
            answer(origin, new ShardMessage.Nack(message.requestId(), message.slot(), NackReason.NOT_PRIMARY, epoch));
            return;
        }
        run(
                message.operation(),
                message.slot(),
                message.once(),
                result -> answer(origin, new ShardMessage.ForwardAnswer(message.requestId(), message.slot(), result)));
    }

    private void answer(Origin.Peer origin, ShardMessage answer) {
        recentForwards.end(origin, answer);
        context.send(origin.nodeId(), answer);
    }

    void unreachable(String nodeId) {
        for (StrongForward forward : List.copyOf(forwards)) {
            forward.unreachable(nodeId);
        }
    }

    int pending() {
        return forwards.size();
    }

    ShardContext context() {
        return context;
    }

    void ended(StrongForward forward) {
        forwards.remove(forward);
    }

    /** By our own proposer. */
    void run(Operation operation, int slot, Once once, Consumer<Result> whenDone) {
        StrongAsk ask = new StrongAsk.Client(operation, context.policyOf(operation.key()), once);
        strong.submit(
                operation.key(),
                slot,
                ask,
                (outcome, answered, voters) -> whenDone.accept(result(operation, slot, outcome, answered, voters)));
    }

    private Result result(Operation operation, int slot, StrongOutcome outcome, int answered, int voters) {
        Receipt receipt = context.receipt(slot, answered, Math.max(answered, voters));
        strong.usage().read(operation.key(), outcome);
        return switch (outcome) {
            case StrongOutcome.Found found -> new Result.Found(entry(operation.key(), found), receipt);
            case StrongOutcome.Absent absent -> new Result.Absent(null, receipt);
            case StrongOutcome.Written written ->
                new Result.Written(
                        written.version().toVersion(),
                        written.expireAtMillis(),
                        written.number(),
                        written.created(),
                        receipt);
            case StrongOutcome.Removed removed ->
                new Result.Removed(version(removed.version()), removed.version() != null, receipt);
            case StrongOutcome.ConditionFailed failed ->
                new Result.ConditionFailed(
                        failed.current() == null ? null : failed.current().toVersion(), receipt);
            case StrongOutcome.Refused refused ->
                new Result.Failed(refused.failure(), refused.detail(), slot, answered, voters / 2 + 1);
            case StrongOutcome.Unreached unreached when lost(slot) != null -> lost(slot);
            case StrongOutcome.Unreached unreached ->
                new Result.Failed(
                        operation instanceof Operation.Get ? Failure.UNAVAILABLE : Failure.NOT_ENOUGH_REPLICAS,
                        Shortfall.unansweredByVoters(unreached.answered(), unreached.needed(), slot),
                        slot,
                        unreached.answered(),
                        unreached.needed());
            case StrongOutcome.InDoubt inDoubt ->
                new Result.Failed(
                        Failure.IN_DOUBT,
                        Shortfall.unconfirmedByVoters(inDoubt.answered(), inDoubt.needed(), slot),
                        slot,
                        inDoubt.answered(),
                        inDoubt.needed());
            case StrongOutcome.Forgotten forgotten ->
                new Result.Failed(Failure.IN_DOUBT, Shortfall.FORGOTTEN, slot, answered, voters / 2 + 1);
            case StrongOutcome.Identified notOurs -> throw new IllegalStateException("no client's outcome");
            case StrongOutcome.Live notOurs -> throw new IllegalStateException("no client's outcome");
            case StrongOutcome.Swept notOurs -> throw new IllegalStateException("no client's outcome");
        };
    }

    /** An absent key has no version: a removal of nothing shows one that is below all. */
    private Version version(Ballot ballot) {
        return ballot == null ? new Version(0, context.self(), 0) : ballot.toVersion();
    }

    private static Entry entry(Key key, StrongOutcome.Found found) {
        StrongValue value = found.value();
        return Entry.value(key, found.version().toVersion(), value.data(), value.contentType(), value.expireAtMillis());
    }

    private static Timers.Task task(StrongForward forward, Runnable run) {
        return new Timers.Task() {
            @Override
            public boolean isOver() {
                return forward.isDone();
            }

            @Override
            public void run() {
                run.run();
            }
        };
    }
}
