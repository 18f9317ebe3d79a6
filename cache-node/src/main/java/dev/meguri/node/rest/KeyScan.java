package dev.meguri.node.rest;

import dev.meguri.api.cache.KeyList;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.Entry;
import dev.meguri.node.shard.ShardPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Walks over the keys of all shards, some slots per turn, until enough are found. */
final class KeyScan {
    /** Slots looked at in one turn of a shard: many make the shard's clients wait, few make the scan slow. */
    private static final int SLOTS_PER_TURN = 256;

    private final ShardPool pool;
    private final byte[] prefix;
    private final String policy;
    private final int limit;
    private final long nowMillis;
    private final List<KeyList.KeyItem> found = new ArrayList<>();

    /** @param policy the prefix of the keys' policy; null: any */
    KeyScan(ShardPool pool, byte[] prefix, String policy, int limit, long nowMillis) {
        this.pool = pool;
        this.prefix = prefix;
        this.policy = policy;
        this.limit = limit;
        this.nowMillis = nowMillis;
    }

    CompletableFuture<KeyList> run() {
        return from(0, 0);
    }

    private CompletableFuture<KeyList> from(int shard, int slot) {
        if (found.size() > limit || shard >= pool.shards()) {
            boolean truncated = found.size() > limit;
            return CompletableFuture.completedFuture(
                    new KeyList(List.copyOf(truncated ? found.subList(0, limit) : found), truncated));
        }
        int wanted = limit + 1 - found.size();
        return pool.loop(shard).ask(s -> look(s, shard + slot, wanted)).thenCompose(items -> {
            found.addAll(items);
            int next = slot + SLOTS_PER_TURN * pool.shards();
            return next < Slots.COUNT ? from(shard, next) : from(shard + 1, 0);
        });
    }

    private List<KeyList.KeyItem> look(Shard shard, int fromSlot, int wanted) {
        List<KeyList.KeyItem> items = new ArrayList<>();
        int slot = fromSlot;
        for (int i = 0; i < SLOTS_PER_TURN && slot < Slots.COUNT && items.size() < wanted; i++) {
            for (Entry entry : shard.values(slot, wanted - items.size(), prefix, policy, nowMillis)) {
                items.add(item(entry, slot));
            }
            slot += pool.shards();
        }
        return items;
    }

    private KeyList.KeyItem item(Entry entry, int slot) {
        Long ttlMillis = entry.expireAtMillis() == 0 ? null : entry.expireAtMillis() - nowMillis;
        return new KeyList.KeyItem(
                entry.key().toString(),
                slot,
                entry.value().length,
                entry.version().toString(),
                ttlMillis);
    }
}
