package dev.meguri.core.replication;

import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.shard.Requests;
import dev.meguri.core.shard.ShardContext;

/**
 * An operation on a strong key that the serving primary carries out:
 *
 * <pre>
 * forwarded -> done    it answered; or, of a write, it was lost or is silent at the deadline: in doubt
 *           -> here    it refused; or, of a read, it was lost or is slow
 * here      -> done    our own proposer's outcome
 * </pre>
 */
final class StrongForward implements Requests.Asker {
    private final StrongOperations operations;
    private final ShardContext context;
    private final long operationId;
    private final Operation operation;
    private final int slot;
    private final String primary;
    private long requestId;
    private boolean here;
    private boolean done;

    StrongForward(StrongOperations operations, long operationId, Operation operation, int slot, String primary) {
        this.operations = operations;
        this.context = operations.context();
        this.operationId = operationId;
        this.operation = operation;
        this.slot = slot;
        this.primary = primary;
    }

    void start() {
        requestId = context.requests().open(this);
        context.send(
                primary,
                new ShardMessage.Forward(
                        requestId, slot, context.slot(slot).epoch(), operation, context.newVersion()));
    }

    boolean isDone() {
        return done;
    }

    @Override
    public void onAnswer(String nodeId, ShardMessage answer) {
        if (done || here || !nodeId.equals(primary)) {
            return;
        }
        switch (answer) {
            case ShardMessage.ForwardAnswer forwarded -> finish(forwarded.result());
            case ShardMessage.Nack nack -> {
                if (nack.reason() == NackReason.STALE_EPOCH) {
                    context.fetchState(nodeId);
                }
                runHere();
            }
            default -> {}
        }
    }

    /** No answer for long: a read is asked for here, too. */
    void slow() {
        if (operation instanceof Operation.Get) {
            runHere();
        }
    }

    void unreachable(String nodeId) {
        if (done || here || !nodeId.equals(primary)) {
            return;
        }
        if (operation instanceof Operation.Get) {
            runHere();
        } else {
            finish(inDoubt("the serving primary " + nodeId + " was lost while it worked on this"));
        }
    }

    /** The deadline. */
    void expire() {
        if (operation instanceof Operation.Get) {
            finish(new Result.Failed(
                    Failure.UNAVAILABLE, "no answer in time; nothing was changed, retry", slot, 0, 1));
        } else {
            finish(inDoubt("no answer from the serving primary " + primary + " in time; it may have been made"));
        }
    }

    private Result inDoubt(String detail) {
        return new Result.Failed(Failure.IN_DOUBT, detail, slot, 0, 1);
    }

    private void runHere() {
        if (done || here) {
            return;
        }
        here = true;
        context.requests().close(requestId);
        operations.run(operation, slot, this::finish);
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
