package dev.meguri.node.rest;

import dev.meguri.api.cache.KeyList;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Store;
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
    private final int limit;
    private final long nowMillis;
    private final List<KeyList.KeyItem> found = new ArrayList<>();

    KeyScan(ShardPool pool, byte[] prefix, int limit, long nowMillis) {
        this.pool = pool;
        this.prefix = prefix;
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
        return pool.loop(shard).ask(s -> look(s.store(), shard + slot, wanted)).thenCompose(items -> {
            found.addAll(items);
            int next = slot + SLOTS_PER_TURN * pool.shards();
            return next < Slots.COUNT ? from(shard, next) : from(shard + 1, 0);
        });
    }

    private List<KeyList.KeyItem> look(Store store, int fromSlot, int wanted) {
        List<KeyList.KeyItem> items = new ArrayList<>();
        int slot = fromSlot;
        for (int i = 0; i < SLOTS_PER_TURN && slot < Slots.COUNT && items.size() < wanted; i++) {
            if (store.count(slot) > 0) {
                for (Key key : store.keys(slot, wanted - items.size(), prefix, nowMillis)) {
                    items.add(item(store.peek(key), slot));
                }
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
