package dev.meguri.client.jcache;

import dev.meguri.client.KeyPages;
import dev.meguri.client.Removed;
import dev.meguri.client.WriteOptions;
import dev.meguri.client.Written;
import dev.meguri.client.call.Waiting;
import dev.meguri.client.error.MeguriException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javax.cache.CacheException;

/** Changes of many entries: each is atomic, all together are not. */
final class Batches<K, V> {
    /** Walks over all keys, where slots move meanwhile: then one may have missed some. */
    private static final int MAX_WALKS = 5;

    private final Store<K, V> store;
    private final Expiry expiry;
    private final Changes<K, V> changes;
    private final Listeners<K, V> listeners;
    /** Null: there is no write-through. */
    private final Writer<K, V> writer;

    Batches(Store<K, V> store, Expiry expiry, Changes<K, V> changes, Listeners<K, V> listeners, Writer<K, V> writer) {
        this.store = store;
        this.expiry = expiry;
        this.changes = changes;
        this.listeners = listeners;
        this.writer = writer;
    }

    /** As many as may be asked for at once. */
    static <T> List<List<T>> split(Collection<? extends T> all) {
        List<T> list = new ArrayList<>(all);
        List<List<T>> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i += Reading.WINDOW) {
            parts.add(list.subList(i, Math.min(list.size(), i + Reading.WINDOW)));
        }
        return parts;
    }

    /** What the writer has, the cache gets, though the writer may fail with others. @param stored told how many are stored */
    void putAll(Map<? extends K, ? extends V> map, IntConsumer stored) {
        Set<K> written = new HashSet<>();
        try {
            if (writer == null) {
                written.addAll(map.keySet());
            } else {
                writer.writeAll(map, written);
            }
        } finally {
            for (List<K> keys : split(written)) {
                stored.accept(put(map, keys));
            }
        }
    }

    private int put(Map<? extends K, ? extends V> map, List<K> keys) {
        if (changes.isPutBlind() && listeners.isEmpty()) {
            WriteOptions options = Expiry.options(expiry.creation());
            List<CompletableFuture<Written>> writes = new ArrayList<>(keys.size());
            for (K key : keys) {
                writes.add(store.startPut(key, store.encode(map.get(key)), options));
            }
            return all(writes).size();
        }
        int count = 0;
        for (K key : keys) {
            count += changes.put(key, map.get(key), false) ? 1 : 0;
        }
        return count;
    }

    /** @param removed told how many are gone */
    void removeAll(Collection<? extends K> keys, IntConsumer removed) {
        Set<K> deleted = new HashSet<>();
        try {
            if (writer == null) {
                deleted.addAll(keys);
            } else {
                writer.deleteAll(keys, deleted);
            }
        } finally {
            for (List<K> some : split(deleted)) {
                removed.accept(remove(some));
            }
        }
    }

    private int remove(List<K> keys) {
        int count = 0;
        if (changes.isRemoveBlind() && listeners.isEmpty()) {
            for (Removed removed : all(keys.stream().map(store::startRemove).toList())) {
                count += removed.existed() ? 1 : 0;
            }
            return count;
        }
        for (K key : keys) {
            count += changes.remove(key, false) ? 1 : 0;
        }
        return count;
    }

    /** All that are there. @param removed told how many are gone */
    void removeAll(IntConsumer removed) {
        walk(encoded -> {
            List<K> keys = new ArrayList<>(encoded.size());
            for (String text : encoded) {
                K key = store.decodeKey(text);
                if (key != null) {
                    keys.add(key);
                }
            }
            if (!keys.isEmpty()) {
                removeAll(keys, removed);
            }
        });
    }

    /** Without telling anybody. */
    void clear() {
        walk(encoded -> {
            for (List<String> some : split(encoded)) {
                all(some.stream().map(store::startClear).toList());
            }
        });
    }

    /** Again, until one walk saw every slot. */
    private void walk(Consumer<List<String>> pages) {
        MeguriException failure = null;
        for (int walk = 0; walk < MAX_WALKS; walk++) {
            KeyPages keys = store.pages();
            try {
                for (List<String> page = keys.next(); page != null; page = keys.next()) {
                    pages.accept(page);
                }
                if (keys.isComplete()) {
                    return;
                }
            } catch (MeguriException e) {
                if (!e.isRetrySafe()) {
                    throw e;
                }
                failure = e;
            }
        }
        throw new CacheException("slots kept moving: some entries may still be there; again, it may succeed", failure);
    }

    /** Waits for all. @throws MeguriException of the first that failed */
    private static <T> List<T> all(List<CompletableFuture<T>> started) {
        List<T> results = new ArrayList<>(started.size());
        MeguriException failure = null;
        for (CompletableFuture<T> one : started) {
            try {
                results.add(Waiting.forResult(one));
            } catch (MeguriException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }
}
