package dev.meguri.client.jcache;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;

/** What a cache does, and what is counted of it. */
final class Operations<K, V> {
    private final Store<K, V> store;
    private final Changes<K, V> changes;
    private final Reading<K, V> reading;
    private final Batches<K, V> batches;
    private final Statistics statistics;

    Operations(
            Store<K, V> store,
            Changes<K, V> changes,
            Reading<K, V> reading,
            Batches<K, V> batches,
            Statistics statistics) {
        this.store = store;
        this.changes = changes;
        this.reading = reading;
        this.batches = batches;
        this.statistics = statistics;
    }

    boolean contains(K key) {
        return store.contains(key);
    }

    /** Null: absent. */
    V get(K key) {
        long start = System.nanoTime();
        V value = reading.get(key);
        statistics.getTook(System.nanoTime() - start);
        return value;
    }

    Map<K, V> getAll(Set<? extends K> keys) {
        long start = System.nanoTime();
        Map<K, V> values = reading.getAll(keys);
        statistics.getTook(System.nanoTime() - start);
        return values;
    }

    void loadAll(Set<K> keys, boolean replaces) {
        reading.loadAll(keys, replaces);
    }

    void put(K key, V value) {
        long start = System.nanoTime();
        if (changes.put(key, value, true)) {
            statistics.put(1);
            statistics.putTook(System.nanoTime() - start);
        }
    }

    void putAll(Map<? extends K, ? extends V> map) {
        long start = System.nanoTime();
        batches.putAll(map, statistics::put);
        statistics.putTook(System.nanoTime() - start);
    }

    boolean remove(K key) {
        long start = System.nanoTime();
        boolean existed = changes.remove(key, true);
        if (existed) {
            statistics.removed(1);
            statistics.removeTook(System.nanoTime() - start);
        }
        return existed;
    }

    void removeAll(Set<? extends K> keys) {
        long start = System.nanoTime();
        batches.removeAll(keys, statistics::removed);
        statistics.removeTook(System.nanoTime() - start);
    }

    void removeAll() {
        long start = System.nanoTime();
        batches.removeAll(statistics::removed);
        statistics.removeTook(System.nanoTime() - start);
    }

    void clear() {
        batches.clear();
    }

    /** What reads an entry and changes it then. */
    Change<V> change(K key, Function<Found<V>, Verdict<V>> decide) {
        long start = System.nanoTime();
        Change<V> change = changes.make(key, decide);
        long nanos = System.nanoTime() - start;
        statistics.looked(change.before().isPresent());
        statistics.getTook(nanos);
        if (change.isPut()) {
            statistics.put(1);
            statistics.putTook(nanos);
        } else if (change.isRemoval()) {
            statistics.removed(1);
            statistics.removeTook(nanos);
        }
        return change;
    }

    <T> T process(K key, EntryProcessor<K, V, T> processor, Object... arguments) {
        Result<T> last = new Result<>();
        change(key, found -> {
            ProcessedEntry<K, V> entry = new ProcessedEntry<>(key, found, reading.readThrough());
            try {
                last.value = processor.process(entry, arguments);
            } catch (EntryProcessorException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new EntryProcessorException("the processor failed", e);
            }
            return entry.verdict();
        });
        return last.value;
    }

    /** Of the attempt that counted. */
    private static final class Result<T> {
        T value;
    }

    Iterator<Cache.Entry<K, V>> iterator() {
        return new EntryIterator<>(
                store,
                (key, found) -> {
                    statistics.looked(true);
                    changes.access(key, found);
                },
                this::remove);
    }
}
