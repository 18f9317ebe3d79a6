package dev.meguri.node.resp;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.node.shard.ShardLoop;
import dev.meguri.node.shard.ShardPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Walks over the keys of the slots that this node leads: in windows of slots, each of which costs every shard one turn.
 *
 * <p>A cursor names a slot and a position in the order of the keys' hashes, so it means the same after a store has grown, a
 * key has gone, or the number of shards has changed: a key that is there all the time is found.
 */
final class KeyWalk {
    /** Slots of a window: many make clients wait for a turn, few make a walk over an empty node slow. */
    private static final int WINDOW = 256;

    static final int WINDOWS = Slots.COUNT / WINDOW;

    /** Bits of a hash in a cursor; above them the slot. */
    private static final int POSITION_BITS = 48;
    /** Windows of one SCAN: then the cursor is given back, with whatever was found. */
    private static final int MAX_WINDOWS = 16;
    /** Removals that one FLUSHALL has in progress at a time. */
    private static final int MAX_REMOVALS = 1_024;

    private static final byte[] ANY = new byte[0];
    private static final CompletableFuture<List<Key>> NOTHING = CompletableFuture.completedFuture(List.of());

    private final RespNode node;

    KeyWalk(RespNode node) {
        this.node = node;
    }

    /** @param next the cursor of the rest; 0: there is none */
    record Page(long next, List<Key> keys) {}

    CompletableFuture<Page> from(long cursor, int count) {
        int slot = (int) (cursor >>> POSITION_BITS) & (Slots.COUNT - 1);
        long position = cursor & ((1L << POSITION_BITS) - 1);
        return page(slot, position, count, new ArrayList<>(), MAX_WINDOWS);
    }

    private CompletableFuture<Page> page(int fromSlot, long position, int count, List<Key> found, int windows) {
        int end = Math.min(Slots.COUNT, (fromSlot / WINDOW + 1) * WINDOW);
        return window(fromSlot, end, key -> true).thenCompose(keys -> {
            keys.sort(Comparator.comparingLong(KeyWalk::cursorOf));
            long begin = (long) fromSlot << POSITION_BITS | position;
            for (int i = 0; i < keys.size(); i++) {
                long at = cursorOf(keys.get(i));
                if (at < begin) {
                    continue;
                }
                // keys of one cursor stay together
                if (found.size() >= count && at != cursorOf(found.getLast())) {
                    return CompletableFuture.completedFuture(new Page(at, found));
                }
                found.add(keys.get(i));
            }
            if (end == Slots.COUNT) {
                return CompletableFuture.completedFuture(new Page(0, found));
            }
            if (found.size() >= count || windows == 1) {
                return CompletableFuture.completedFuture(new Page((long) end << POSITION_BITS, found));
            }
            return page(end, 0, count, found, windows - 1);
        });
    }

    private static long cursorOf(Key key) {
        return (long) key.slot(Slots.COUNT) << POSITION_BITS | key.hash64() >>> Long.SIZE - POSITION_BITS;
    }

    /** Keys that pass, at most so many. */
    CompletableFuture<List<Key>> all(Predicate<byte[]> filter, int most) {
        return all(0, filter, most, new ArrayList<>());
    }

    private CompletableFuture<List<Key>> all(int slot, Predicate<byte[]> filter, int most, List<Key> found) {
        if (slot >= Slots.COUNT || found.size() >= most) {
            return CompletableFuture.completedFuture(found.size() > most ? found.subList(0, most) : found);
        }
        return window(slot, slot + WINDOW, key -> filter.test(key.bytes())).thenCompose(keys -> {
            found.addAll(keys);
            return all(slot + WINDOW, filter, most, found);
        });
    }

    /** The keys of the first window that has some, from this one on and around. */
    CompletableFuture<List<Key>> anyKeys(int window) {
        return anyKeys(window, WINDOWS);
    }

    private CompletableFuture<List<Key>> anyKeys(int window, int left) {
        int slot = window % WINDOWS * WINDOW;
        return window(slot, slot + WINDOW, key -> true)
                .thenCompose(keys -> keys.isEmpty() && left > 1
                        ? anyKeys(window + 1, left - 1)
                        : CompletableFuture.completedFuture(keys));
    }

    CompletableFuture<Long> count() {
        return count(0, 0);
    }

    private CompletableFuture<Long> count(int slot, long before) {
        if (slot >= Slots.COUNT) {
            return CompletableFuture.completedFuture(before);
        }
        return window(slot, slot + WINDOW, key -> true).thenCompose(keys -> count(slot + WINDOW, before + keys.size()));
    }

    /** The slots' clear versions are raised, and strong keys removed by themselves. Null: all are gone; else why not. */
    CompletableFuture<String> removeAll() {
        return removeFrom(0);
    }

    private CompletableFuture<String> removeFrom(int slot) {
        ClusterState state = node.routing().state();
        if (slot >= Slots.COUNT || state == null) {
            return CompletableFuture.completedFuture(state == null ? Routing.DOWN : null);
        }
        List<Key> removals = new ArrayList<>();
        for (int led = slot; led < slot + WINDOW; led++) {
            if (node.routing().leads(led)) {
                removals.add(ClearKey.of(led));
            }
        }
        Predicate<Key> isStrong = key -> state.policies().of(key).isStrong();
        CompletableFuture<List<Key>> strong =
                state.policies().hasStrong() ? window(slot, slot + WINDOW, isStrong) : NOTHING;
        return strong.thenCompose(keys -> {
                    removals.addAll(keys);
                    return remove(removals, 0);
                })
                .thenCompose(failure ->
                        failure == null ? removeFrom(slot + WINDOW) : CompletableFuture.completedFuture(failure));
    }

    private CompletableFuture<String> remove(List<Key> keys, int from) {
        if (from >= keys.size()) {
            return CompletableFuture.completedFuture(null);
        }
        List<Key> batch = keys.subList(from, Math.min(keys.size(), from + MAX_REMOVALS));
        CompletableFuture<String> done = new CompletableFuture<>();
        AtomicInteger left = new AtomicInteger(batch.size());
        AtomicReference<String> failure = new AtomicReference<>();
        for (Key key : batch) {
            boolean taken = node.shards().submit(new Operation.Remove(key, Condition.ALWAYS), null, result -> {
                if (result instanceof Result.Failed failed) {
                    failure.set(Failures.text(failed));
                }
                ended(left, failure, done);
            });
            if (!taken) {
                failure.set("ERR overloaded: some keys are still there; retry later");
                ended(left, failure, done);
            }
        }
        return done.thenCompose(failed ->
                failed == null ? remove(keys, from + MAX_REMOVALS) : CompletableFuture.completedFuture(failed));
    }

    private static void ended(AtomicInteger left, AtomicReference<String> failure, CompletableFuture<String> done) {
        if (left.decrementAndGet() == 0) {
            done.complete(failure.get());
        }
    }

    /** Keys in the led slots of a window. */
    private CompletableFuture<List<Key>> window(int fromSlot, int toSlot, Predicate<Key> filter) {
        ShardPool shards = node.shards();
        List<CompletableFuture<List<Key>>> parts = new ArrayList<>();
        for (int shard = 0; shard < shards.shards(); shard++) {
            int first = fromSlot + Math.floorMod(shard - fromSlot, shards.shards());
            parts.add(ofShard(shards.loop(shard), first, toSlot, shards.shards(), filter));
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).thenApply(v -> {
            List<Key> keys = new ArrayList<>();
            parts.forEach(part -> keys.addAll(part.join()));
            return keys;
        });
    }

    private CompletableFuture<List<Key>> ofShard(
            ShardLoop loop, int firstSlot, int toSlot, int step, Predicate<Key> filter) {
        long now = node.clock().getAsLong();
        return loop.ask(shard -> {
            List<Key> keys = new ArrayList<>();
            for (int slot = firstSlot; slot < toSlot; slot += step) {
                if (!node.routing().leads(slot)) {
                    continue;
                }
                for (Entry entry : shard.values(slot, Integer.MAX_VALUE, ANY, null, now)) {
                    if (filter.test(entry.key())) {
                        keys.add(entry.key());
                    }
                }
            }
            return keys;
        });
    }
}
