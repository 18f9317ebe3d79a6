package dev.meguri.core.replication;

import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.shard.Requests;
import dev.meguri.core.shard.ShardContext;
import java.util.HashSet;
import java.util.Set;

/**
 * An operation of a client on a strong key:
 *
 * <pre>
 * routing   -> forwarded   to the serving primary; where that refused, or cannot be reached and we may not propose: another
 *           -> here        our own proposer
 *           -> routing     nobody can take it now: again a little later
 * forwarded -> done        it answered; or, of a write, it was lost or is silent at the deadline: in doubt
 *           -> routing     it refused; or, of a read, it was lost or is slow
 * here      -> done        our own proposer's outcome
 * any       -> done        at the deadline
 * </pre>
 */
final class StrongForward implements Requests.Asker {
    private final StrongOperations operations;
    private final ShardContext context;
    private final long operationId;
    private final Operation operation;
    private final int slot;
    private final Set<String> refused = new HashSet<>();
    /** Null: not forwarded now. */
    private String target;

    private long requestId;
    private boolean here;
    private boolean done;

    StrongForward(StrongOperations operations, long operationId, Operation operation, int slot) {
        this.operations = operations;
        this.context = operations.context();
        this.operationId = operationId;
        this.operation = operation;
        this.slot = slot;
    }

    boolean isDone() {
        return done;
    }

    /** Where should this go now? */
    void route() {
        if (done || here || target != null) {
            return;
        }
        String primary = context.state().servingPrimary(slot);
        if (isOpen(primary)) {
            forward(primary);
        } else if (operations.mayRun(slot)) {
            here = true;
            operations.run(operation, slot, this::finish);
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
        context.send(
                node,
                new ShardMessage.Forward(requestId, slot, context.slot(slot).epoch(), operation, context.newVersion()));
    }

    @Override
    public void onAnswer(String nodeId, ShardMessage answer) {
        if (done || !nodeId.equals(target)) {
            return;
        }
        switch (answer) {
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

    /** No answer for long: a read goes elsewhere. */
    void slow() {
        if (target != null && operation instanceof Operation.Get) {
            turnAway();
        }
    }

    void unreachable(String nodeId) {
        if (done || !nodeId.equals(target)) {
            return;
        }
        if (operation instanceof Operation.Get) {
            turnAway();
        } else {
            finish(inDoubt("the coordinating node " + nodeId + " was lost while it worked on this"));
        }
    }

    /** The deadline. */
    void expire() {
        if (target != null && !(operation instanceof Operation.Get)) {
            finish(inDoubt("no answer from the coordinating node " + target + " in time; it may have been made"));
        } else if (!here) {
            Failure failure = operation instanceof Operation.Get ? Failure.UNAVAILABLE : Failure.NOT_ENOUGH_REPLICAS;
            finish(new Result.Failed(failure, "no answer in time; nothing was changed, retry", slot, 0, 1));
        } else {
            // Our own proposer began late; it tells its client how far it came.
            operations.giveUp(operation, slot, this::finish);
        }
    }

    private Result inDoubt(String detail) {
        return new Result.Failed(Failure.IN_DOUBT, detail, slot, 0, 1);
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
            context.reply(operationId, result);
        }
    }
}
