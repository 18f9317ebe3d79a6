package dev.meguri.core.shard;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.message.NackReason;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.strong.StrongMessage;
import java.util.ArrayDeque;

/**
 * Lets a message about a slot pass only under the epoch that this shard has adopted. A message of an older epoch is refused;
 * one of a newer epoch waits until the state that its sender knows has come.
 */
final class Fence {
    /** Takes the messages whose time has come. */
    interface Receiver {
        void receive(String nodeId, ShardMessage message);
    }

    private record Parked(String nodeId, ShardMessage message) {}

    private final ShardContext context;
    private ArrayDeque<Parked> parked = new ArrayDeque<>();

    Fence(ShardContext context) {
        this.context = context;
    }

    /** False: it was refused, or it waits, or (where too many wait) was dropped and will be sent again. */
    boolean passes(String nodeId, ShardMessage message, long requestId, long epoch) {
        long adopted =
                context.state() == null ? 0 : context.slot(message.slot()).epoch();
        if (epoch == adopted) {
            return true;
        }
        if (epoch < adopted) {
            context.send(nodeId, new ShardMessage.Nack(requestId, message.slot(), NackReason.STALE_EPOCH, adopted));
            return false;
        }
        park(nodeId, message);
        return false;
    }

    /** A voter itself refuses older epochs; newer ones wait here. Answers always pass. */
    boolean passes(String nodeId, ShardMessage.Strong said) {
        if (!(said.message() instanceof StrongMessage.Request request)) {
            return true;
        }
        long adopted = context.state() == null ? 0 : context.slot(said.slot()).epoch();
        if (request.epoch() <= adopted) {
            return context.state() != null;
        }
        park(nodeId, said);
        return false;
    }

    /** False: it waits for the state that its sender knows, or was dropped. */
    boolean passes(String nodeId, ShardMessage.TakeOver message) {
        ClusterState state = context.state();
        boolean isBehind = state == null
                || ClusterState.isNewer(message.term(), message.ringVersion(), state.term(), state.ringVersion());
        if (isBehind) {
            park(nodeId, message);
        }
        return !isBehind;
    }

    private void park(String nodeId, ShardMessage message) {
        context.fetchState(nodeId);
        if (parked.size() < Limits.MAX_PARKED_MESSAGES) {
            parked.addLast(new Parked(nodeId, message));
        }
    }

    /** A newer state was adopted: all that waits is looked at again. */
    void release(Receiver receiver) {
        ArrayDeque<Parked> due = parked;
        parked = new ArrayDeque<>();
        for (Parked message : due) {
            receiver.receive(message.nodeId, message.message);
        }
    }
}
