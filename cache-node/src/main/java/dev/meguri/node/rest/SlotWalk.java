package dev.meguri.node.rest;

import dev.meguri.api.cache.SlotStats;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.Shard;
import dev.meguri.node.shard.ShardPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads what is counted per slot from all shards, some slots per turn. One walk is one object. */
final class SlotWalk {
    /** Slots looked at in one turn of a shard: many make the shard's clients wait, few make the walk slow. */
    private static final int SLOTS_PER_TURN = 1024;

    private static final int LEAST_MET = 3;

    private final ShardPool pool;
    private final int[] keys = new int[Slots.COUNT];
    private final long[] bytes = new long[Slots.COUNT];
    private final long[] reads = new long[Slots.COUNT];
    private final long[] writes = new long[Slots.COUNT];
    private final List<Key> sample = new ArrayList<>();

    SlotWalk(ShardPool pool) {
        this.pool = pool;
    }

    /** @return when all is read */
    CompletableFuture<Void> run() {
        return from(0, 0);
    }

    /** Once all is read. */
    SlotStats stats(String nodeId, long nowMillis, long uptimeMillis) {
        return new SlotStats(nodeId, nowMillis, uptimeMillis, Slots.COUNT, keys, bytes, reads, writes, hotKeys());
    }

    private CompletableFuture<Void> from(int shard, int slot) {
        if (shard >= pool.shards()) {
            return CompletableFuture.completedFuture(null);
        }
        return pool.loop(shard)
                .ask(s -> {
                    look(s, shard + slot);
                    return s.keySample().keys();
                })
                .thenCompose(met -> {
                    int next = slot + SLOTS_PER_TURN * pool.shards();
                    if (next < Slots.COUNT) {
                        return from(shard, next);
                    }
                    sample.addAll(met);
                    return from(shard + 1, 0);
                });
    }

    private void look(Shard shard, int fromSlot) {
        int slot = fromSlot;
        for (int i = 0; i < SLOTS_PER_TURN && slot < Slots.COUNT; i++) {
            keys[slot] = shard.values(slot);
            bytes[slot] = shard.bytes(slot);
            reads[slot] = shard.slotTraffic().reads(slot);
            writes[slot] = shard.slotTraffic().writes(slot);
            slot += pool.shards();
        }
    }

    private List<SlotStats.HotKey> hotKeys() {
        Map<Key, Integer> met = new HashMap<>();
        Map<Integer, Integer> metInSlot = new HashMap<>();
        for (Key key : sample) {
            met.merge(key, 1, Integer::sum);
            metInSlot.merge(key.slot(Slots.COUNT), 1, Integer::sum);
        }
        return met.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_MET)
                .sorted(Map.Entry.<Key, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .limit(SlotStats.MAX_HOT_KEYS)
                .map(entry -> {
                    Key key = entry.getKey();
                    int slot = key.slot(Slots.COUNT);
                    return new SlotStats.HotKey(key.toString(), slot, entry.getValue(), metInSlot.get(slot));
                })
                .toList();
    }
}
