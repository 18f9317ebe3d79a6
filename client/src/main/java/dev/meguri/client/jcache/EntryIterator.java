package dev.meguri.client.jcache;

import dev.meguri.client.KeyPages;
import dev.meguri.client.call.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.cache.Cache;

/**
 * Goes over the entries of a cache, with some of them in memory at a time. What is there all the time is met once, as long as no slot
 * gets another primary; what comes or goes meanwhile may be met.
 */
final class EntryIterator<K, V> implements Iterator<Cache.Entry<K, V>> {
    /** Values that are read ahead: they may have some MiB each. */
    private static final int VALUES_AHEAD = 64;

    private record Ahead<K, V>(K key, Found<V> found) {}

    private final Store<K, V> store;
    private final KeyPages pages;
    private final BiConsumer<K, Found<V>> met;
    private final Consumer<K> remove;
    private final Deque<String> keys = new ArrayDeque<>();
    private final Deque<Ahead<K, V>> ahead = new ArrayDeque<>();
    /** Null: none, or it was removed. */
    private K last;

    /** @param met told each entry that is given */
    EntryIterator(Store<K, V> store, BiConsumer<K, Found<V>> met, Consumer<K> remove) {
        this.store = store;
        this.pages = store.pages();
        this.met = met;
        this.remove = remove;
    }

    @Override
    public boolean hasNext() {
        while (ahead.isEmpty()) {
            if (keys.isEmpty()) {
                List<String> page = pages.next();
                if (page == null) {
                    return false;
                }
                keys.addAll(page);
            }
            readAhead();
        }
        return true;
    }

    private void readAhead() {
        List<K> reading = new ArrayList<>();
        List<CompletableFuture<Found<V>>> reads = new ArrayList<>();
        while (!keys.isEmpty() && reads.size() < VALUES_AHEAD) {
            K key = store.decodeKey(keys.remove());
            if (key != null) {
                reading.add(key);
                reads.add(store.startRead(key));
            }
        }
        for (int i = 0; i < reads.size(); i++) {
            Found<V> found = Waiting.forResult(reads.get(i));
            if (found.isPresent()) {
                ahead.add(new Ahead<>(reading.get(i), found));
            }
        }
    }

    @Override
    public Cache.Entry<K, V> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Ahead<K, V> next = ahead.remove();
        StoredEntry<K, V> entry = new StoredEntry<>(next.key(), next.found().value());
        last = next.key();
        met.accept(next.key(), next.found());
        return entry;
    }

    @Override
    public void remove() {
        if (last == null) {
            throw new IllegalStateException("there is no entry to remove");
        }
        remove.accept(last);
        last = null;
    }
}
