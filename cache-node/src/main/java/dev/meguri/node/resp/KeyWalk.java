package dev.meguri.node.resp;

import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.Shard;
import dev.meguri.node.shard.ShardPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Walks over the keys of the slots that this node leads: in windows of slots, each of which costs every shard one turn. A page of
 * SCAN looks at no more slots than it takes.
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
        long begin = (long) fromSlot << POSITION_BITS | position;
        return first(fromSlot, end, begin, count - found.size()).thenCompose(keys -> {
            for (Key key : keys) {
                long at = cursorOf(key);
                // keys of one cursor stay together
                if (found.size() >= count && at != cursorOf(found.getLast())) {
                    return CompletableFuture.completedFuture(new Page(at, found));
                }
                found.add(key);
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

    /**
     * The first keys in the led slots of a window, in the order of their cursors, from this one on: more than {@code count}, or all.
     */
    private CompletableFuture<List<Key>> first(int fromSlot, int toSlot, long begin, int count) {
        return eachShard(fromSlot, toSlot, (shard, slots, now) -> {
                    List<Key> keys = new ArrayList<>();
                    for (int slot : slots) {
                        int before = keys.size();
                        if (before > count) {
                            break;
                        }
                        shard.forEachKey(slot, now, key -> {
                            if (cursorOf(key) >= begin) {
                                keys.add(key);
                            }
                        });
                        keys.subList(before, keys.size()).sort(Comparator.comparingLong(KeyWalk::cursorOf));
                    }
                    return keys;
                })
                .thenApply(parts -> {
                    List<Key> keys = joined(parts);
                    keys.sort(Comparator.comparingLong(KeyWalk::cursorOf));
                    return keys;
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
        return eachShard(slot, slot + WINDOW, (shard, slots, now) -> {
                    long values = 0;
                    for (int led : slots) {
                        values += shard.countValues(led);
                    }
                    return values;
                })
                .thenCompose(parts -> count(
                        slot + WINDOW, before + parts.stream().mapToLong(n -> n).sum()));
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
        return eachShard(fromSlot, toSlot, (shard, slots, now) -> {
                    List<Key> keys = new ArrayList<>();
                    for (int slot : slots) {
                        shard.forEachKey(slot, now, key -> {
                            if (filter.test(key)) {
                                keys.add(key);
                            }
                        });
                    }
                    return keys;
                })
                .thenApply(KeyWalk::joined);
    }

    private static List<Key> joined(List<List<Key>> parts) {
        List<Key> keys = new ArrayList<>();
        parts.forEach(keys::addAll);
        return keys;
    }

    /** What one shard makes of its slots that this node leads. */
    private interface Look<T> {
        T at(Shard shard, List<Integer> slots, long nowMillis);
    }

    /** Costs every shard one turn. */
    private <T> CompletableFuture<List<T>> eachShard(int fromSlot, int toSlot, Look<T> look) {
        ShardPool shards = node.shards();
        long now = node.clock().getAsLong();
        List<CompletableFuture<T>> parts = new ArrayList<>();
        for (int i = 0; i < shards.shards(); i++) {
            List<Integer> slots = new ArrayList<>();
            for (int slot = fromSlot + Math.floorMod(i - fromSlot, shards.shards());
                    slot < toSlot;
                    slot += shards.shards()) {
                if (node.routing().leads(slot)) {
                    slots.add(slot);
                }
            }
            parts.add(shards.loop(i).ask(shard -> look.at(shard, slots, now)));
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(v -> parts.stream().map(CompletableFuture::join).toList());
    }
}
