package dev.meguri.node.shard;

import dev.meguri.core.conflict.Resolvers;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.shard.ShardSettings;
import dev.meguri.core.token.ClientToken;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** All shards of the node: which one owns what. Used from any thread. */
public final class ShardPool {
    private final List<ShardLoop> loops;

    /** @param poolBytes the node's, divided equally among the shards */
    public ShardPool(
            Vertx vertx,
            String nodeId,
            int shards,
            long poolBytes,
            long seed,
            LongSupplier clock,
            Outbox outbox,
            Consumer<String> stateWanted) {
        this(vertx, nodeId, shards, poolBytes, seed, clock, outbox, stateWanted, TurnGate.OPEN, FoundResolvers.load());
    }

    /** @param gate what may hold turns back */
    public ShardPool(
            Vertx vertx,
            String nodeId,
            int shards,
            long poolBytes,
            long seed,
            LongSupplier clock,
            Outbox outbox,
            Consumer<String> stateWanted,
            TurnGate gate,
            Resolvers resolvers) {
        List<ShardLoop> made = new ArrayList<>(shards);
        for (int i = 0; i < shards; i++) {
            ShardSettings settings =
                    ShardSettings.ordinary(nodeId, i, shards, Slots.COUNT, poolBytes / shards, seed + i);
            Shard shard = new Shard(settings, PolicyTable.defaults(), resolvers);
            made.add(new ShardLoop(
                    vertx, ((VertxInternal) vertx).createEventLoopContext(), shard, clock, outbox, stateWanted, gate));
        }
        loops = List.copyOf(made);
    }

    public int shards() {
        return loops.size();
    }

    public ShardLoop loop(int shard) {
        return loops.get(shard);
    }

    /** False when the shard is overloaded: nothing was done. Else {@code reply} is called once, in a turn of the shard. */
    public boolean submit(Operation operation, ClientToken token, Consumer<Result> reply) {
        return ofSlot(operation.key().slot(Slots.COUNT)).submit(operation, token, reply);
    }

    /**
     * A message from a peer, to the shard that it is about.
     *
     * @param handled called once, when the message is handled or dropped
     * @return whether it was taken; false: dropped, because the shard has too much to do
     */
    public boolean receive(String nodeId, ShardMessage message, Runnable handled) {
        List<ShardMessage> parts = MessageSplitter.split(message, loops.size());
        boolean taken = true;
        for (int i = 0; i < parts.size(); i++) {
            Runnable then = i == parts.size() - 1 ? handled : () -> {};
            if (!ofSlot(parts.get(i).slot()).receive(nodeId, parts.get(i), then)) {
                taken = false;
                then.run();
            }
        }
        return taken;
    }

    public CompletableFuture<Void> giveAll(ShardInput input) {
        return all(loop -> loop.give(input));
    }

    public CompletableFuture<Void> give(int shard, ShardInput input) {
        return loops.get(shard).give(input);
    }

    /** From its completion on no shard takes inputs any more. */
    public CompletableFuture<Void> freeze() {
        return all(ShardLoop::freeze);
    }

    /** Completes when every shard has had a turn on its event loop. */
    public CompletableFuture<Void> answer() {
        return all(loop -> loop.ask(shard -> null));
    }

    /** No value that this node holds has more bytes, nor had since it started. */
    public int largestValueBytes() {
        int largest = 0;
        for (ShardLoop loop : loops) {
            largest = Math.max(largest, loop.largestValueBytes());
        }
        return largest;
    }

    /** Inputs that wait at all shards. */
    public int waiting() {
        return loops.stream().mapToInt(ShardLoop::waiting).sum();
    }

    /** The loop that owns a slot. */
    public ShardLoop ofSlot(int slot) {
        return loops.get(slot % loops.size());
    }

    private CompletableFuture<Void> all(Function<ShardLoop, CompletableFuture<Void>> each) {
        return CompletableFuture.allOf(loops.stream().map(each).toArray(CompletableFuture[]::new));
    }
}
