package dev.meguri.node.shard;

import dev.meguri.core.hint.HintStats;
import dev.meguri.core.replication.HedgeStats;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.shard.ShardReport;
import dev.meguri.core.store.StoreStats;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What all shards looked like a moment ago: reports for the agent, counters for people.
 *
 * @param reads and writes of clients, since the start
 * @param lagMillis how far replicas are behind: the age of the oldest write that one has not confirmed; 0: none
 * @param threadIds of the shards' threads; shards may share one
 */
public record ShardPicture(
        List<ShardReport> reports,
        List<StoreStats> stores,
        long reads,
        long writes,
        int pending,
        HintStats hints,
        HedgeStats hedges,
        long lagMillis,
        Set<Long> threadIds) {
    private record One(
            ShardReport report,
            StoreStats store,
            long reads,
            long writes,
            int pending,
            HintStats hints,
            HedgeStats hedges,
            long lagMillis,
            long threadId) {}

    public static CompletableFuture<ShardPicture> take(ShardPool pool) {
        List<CompletableFuture<One>> asked = IntStream.range(0, pool.shards())
                .mapToObj(i -> pool.loop(i).ask(ShardPicture::look))
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(v -> of(asked.stream().map(CompletableFuture::join).toList()));
    }

    private static One look(Shard shard) {
        return new One(
                shard.report(),
                shard.stats(),
                shard.readCount(),
                shard.writeCount(),
                shard.pendingOperations(),
                shard.hintStats(),
                shard.hedgeStats(),
                shard.replicationLagMillis(),
                Thread.currentThread().threadId());
    }

    private static ShardPicture of(List<One> shards) {
        return new ShardPicture(
                shards.stream().map(One::report).toList(),
                shards.stream().map(One::store).toList(),
                shards.stream().mapToLong(One::reads).sum(),
                shards.stream().mapToLong(One::writes).sum(),
                shards.stream().mapToInt(One::pending).sum(),
                shards.stream().map(One::hints).reduce(HintStats.NONE, HintStats::plus),
                shards.stream().map(One::hedges).reduce(HedgeStats.NONE, HedgeStats::plus),
                shards.stream().mapToLong(One::lagMillis).max().orElse(0),
                shards.stream().map(One::threadId).collect(Collectors.toUnmodifiableSet()));
    }

    public int unsyncedSlots() {
        return reports.stream().mapToInt(ShardReport::unsyncedSlots).sum();
    }

    /** The oldest ring version among the shards; 0: one has adopted none yet. */
    public long ringVersion() {
        return reports.stream().mapToLong(ShardReport::ringVersion).min().orElse(0);
    }

    public long sum(ToLongFunction<StoreStats> of) {
        return stores.stream().mapToLong(of).sum();
    }
}
