package dev.meguri.node.shard;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.Key;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.token.ClientToken;
import java.util.function.Consumer;

/** The shard in one of its turns: for those whose turn it is, on their thread, while it lasts. */
public interface ShardTurn {
    /** To be looked at, not to be stepped. */
    Shard shard();

    /** The node's wall clock, the same for the whole turn. */
    long nowMillis();

    /**
     * Whether the work is done in a later turn: another node served the key until now, and has yet to say that it knows. What is put
     * off comes in its order.
     */
    boolean isPutOff(Key key, Consumer<ShardTurn> work);

    /**
     * An operation of a client of this node.
     *
     * @param token of a write that its client may send again; null: none
     * @param reply called once, in a turn of the shard; for many operations within this one
     */
    void submit(Operation operation, ClientToken token, Consumer<Result> reply);

    /** Without a token. */
    default void submit(Operation operation, Consumer<Result> reply) {
        submit(operation, null, reply);
    }
}
