package dev.meguri.core.shard;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.store.Entry;
import dev.meguri.core.token.ClientToken;
import java.util.List;

/** What can happen to a shard. */
public sealed interface ShardInput {
    /**
     * A client's operation on a key of this shard.
     *
     * @param operationId the driver's; answered once with it
     * @param token of a write that the client may ask for again; null: none
     */
    record Submit(long operationId, Operation operation, ClientToken token) implements ShardInput {
        public Submit(long operationId, Operation operation) {
            this(operationId, operation, null);
        }
    }

    /** A message from the same slot's shard of a peer. */
    record Receive(String nodeId, ShardMessage message) implements ShardInput {}

    /**
     * A newer state, handed over by the node's {@link dev.meguri.core.membership.NodeAgent}.
     *
     * @param incarnation this node's own, as issued by the manager
     * @param votes whether this process may cast strong votes under it
     */
    record Adopt(ClusterState state, long incarnation, boolean votes) implements ShardInput {}

    /** The agent's verdict on the connection to a peer. */
    record Reachable(String nodeId, boolean reachable) implements ShardInput {}

    /** Entries of a snapshot, before the first state is adopted. */
    record Restore(List<Entry> entries) implements ShardInput {}

    /**
     * What a clean stop stored, before the first state is adopted. Its marker is consumed.
     *
     * @param incarnation the one that it was stored under
     */
    record GoOn(CleanStop stop, long incarnation) implements ShardInput {}

    /** Forget all eventual keys: the snapshot that was restored is too old to trust. Votes that a clean stop stored stay. */
    record StartEmpty() implements ShardInput {}

    /** Time has passed: {@link Shard#nextWakeMillis()} has come. */
    record Wake() implements ShardInput {}
}
