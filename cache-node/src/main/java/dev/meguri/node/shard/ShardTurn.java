package dev.meguri.node.shard;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.shard.Shard;
import java.util.function.Consumer;

/** The shard in one of its turns: for those whose turn it is, on their thread, while it lasts. */
public interface ShardTurn {
    /** To be looked at, not to be stepped. */
    Shard shard();

    /** The node's wall clock, the same for the whole turn. */
    long nowMillis();

    /**
     * An operation of a client of this node.
     *
     * @param reply called once, in a turn of the shard; for many operations within this one
     */
    void submit(Operation operation, Consumer<Result> reply);
}
