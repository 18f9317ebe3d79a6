package dev.meguri.core.replication;

import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.shard.Requests;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.token.Once;
import dev.meguri.core.version.Version;
import java.util.HashSet;
import java.util.Set;

/**
 * An operation of a client on a strong key:
 *
 * <pre>
 * routing   -> forwarded   to the serving primary; where that refused, or cannot be reached and we may not propose: another
 *           -> here        our own proposer
 *           -> routing     nobody can take it now: again a little later
 * forwarded -> done        it answered
 *           -> routing     it refused, was lost or is slow: another one takes over
 * here      -> done        our own proposer's outcome
 * any       -> done        at the deadline
 * </pre>
 *
 * A write that is taken over may have been made by the first node, or may be yet. It carries a token, by which every proposer
 * finds it in the key's value; so it is made once, and only an answer of "nothing was changed" is no longer sure.
 */
final class StrongForward implements Requests.Asker {
    private final StrongOperations operations;
    private final ShardContext context;
    private final long operationId;
    private final Operation operation;
    private final int slot;
    private final Version version;
    private final Set<String> refused = new HashSet<>();
    /** Null: it is asked for here only, and once. */
    private Once once;
    /** Null: not forwarded now. */
    private String target;

    private long requestId;
    private boolean here;
    /** A write was left with a node that did not answer. */
    private boolean left;

    private boolean done;

    /** @param once of the client's token; null: it has none */
    StrongForward(StrongOperations operations, long operationId, Operation operation, Once once) {
        this.operations = operations;
        this.context = operations.context();
        this.operationId = operationId;
        this.operation = operation;
        this.slot = context.slotOf(operation.key());
        this.version = context.newVersion();
        this.once = once;
    }

    boolean isDone() {
        return done;
    }

    /** Where should this go now? */
    void route() {
        if (done || here || target != null) {
            return;
        }
        Result.Failed lost = operations.lost(slot);
        if (lost != null) {
            finish(lost);
            return;
        }
        String primary = context.state().servingPrimary(slot);
        if (isOpen(primary)) {
            forward(primary);
        } else if (operations.mayRun(slot)) {
            here = true;
            if (!context.self().equals(primary)) {
                name();
            }
            operations.run(operation, slot, once, this::finish);
        } else {
            for (String node : context.slot(slot).current()) {
                if (isOpen(node)) {
                    forward(node);
                    return;
                }
            }
            refused.clear();
            operations.routeLater(this);
        }
    }

    private boolean isOpen(String node) {
        return node != null && !node.equals(context.self()) && context.isReachable(node) && !refused.contains(node);
    }

    private void forward(String node) {
        target = node;
        requestId = context.requests().open(this);
        name();
        context.send(
                node,
                new ShardMessage.Forward(requestId, slot, context.slot(slot).epoch(), operation, version, once));
    }

    /** A write that others may work on, too, needs a token. */
    private void name() {
        if (once == null && !isRead()) {
            once = Once.ofCoordinator(
                    version,
                    context.settings().operationTimeoutMillis(),
                    context.settings().maxClockSkewMillis());
        }
    }

    @Override
    public void onAnswer(String nodeId, ShardMessage answer) {
        if (done || !nodeId.equals(target)) {
            return;
        }
        switch (answer) {
            // Who is off cannot; nothing was changed.
            case ShardMessage.ForwardAnswer(var id, var ofSlot, Result.Failed failed)
            when failed.failure() == Failure.CLOCK_SKEW -> turnAway();
            case ShardMessage.ForwardAnswer forwarded -> finish(forwarded.result());
            case ShardMessage.Nack nack -> {
                if (nack.reason() == NackReason.STALE_EPOCH) {
                    context.fetchState(nodeId);
                }
                turnAway();
            }
            default -> {}
        }
    }

    /** No answer for long: it goes elsewhere. */
    void slow() {
        if (target != null) {
            takeOver();
        }
    }

    void unreachable(String nodeId) {
        if (!done && nodeId.equals(target)) {
            takeOver();
        }
    }

    private void takeOver() {
        left = !isRead();
        turnAway();
    }

    /** The deadline. */
    void expire() {
        if (target != null && !isRead()) {
            String why = "no answer came in time from " + target + ", which proposes it";
            finish(failed(Failure.IN_DOUBT, Shortfall.unknownByVoters(operations.needed(slot), slot, why)));
        } else if (!here) {
            Failure failure = isRead() ? Failure.UNAVAILABLE : Failure.NOT_ENOUGH_REPLICAS;
            String why = target == null ? "no node that could ask them was reached" : target + " was to ask them";
            finish(failed(failure, Shortfall.voters(operations.needed(slot), slot, why)));
        } else {
            // Our own proposer began late; it tells its client how far it came.
            operations.giveUp(operation, slot, this::finish);
        }
    }

    private void turnAway() {
        refused.add(target);
        target = null;
        context.requests().close(requestId);
        route();
    }

    private void finish(Result result) {
        if (!done) {
            done = true;
            context.requests().close(requestId);
            operations.ended(this);
            context.reply(operationId, left && isNothingChanged(result) ? doubted(result) : result);
        }
    }

    /** The node that it was left with may yet find that the condition holds, or that there is something to remove. */
    private static boolean isNothingChanged(Result result) {
        return switch (result) {
            case Result.Failed failed -> !failed.failure().isInDoubt();
            case Result.ConditionFailed failed -> true;
            case Result.Removed removed -> !removed.existed();
            case Result.Written written -> false;
            case Result.Found found -> false;
            case Result.Absent absent -> false;
        };
    }

    private Result doubted(Result result) {
        Result.Failed found = result instanceof Result.Failed failed
                ? failed
                : failed(Failure.UNAVAILABLE, "another node found nothing to change");
        return found.inDoubt("the node that proposed it first, and was lost or slow, may have made it");
    }

    private Result.Failed failed(Failure failure, String detail) {
        return new Result.Failed(failure, detail, slot, 0, operations.needed(slot));
    }

    private boolean isRead() {
        return operation instanceof Operation.Get;
    }
}
