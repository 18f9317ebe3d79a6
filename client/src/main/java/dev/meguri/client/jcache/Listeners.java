package dev.meguri.client.jcache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;

/** Who is told what this JVM changes in one cache. */
final class Listeners<K, V> {
    private final Cache<K, V> cache;
    private final Workers workers;
    private final KeyLocks locks = new KeyLocks();
    private final List<Registration<K, V>> all = new CopyOnWriteArrayList<>();

    Listeners(Cache<K, V> cache, Workers workers) {
        this.cache = cache;
        this.workers = workers;
    }

    void add(CacheEntryListenerConfiguration<K, V> configuration) {
        all.add(new Registration<>(configuration));
    }

    void remove(CacheEntryListenerConfiguration<K, V> configuration) {
        for (Registration<K, V> registration : all) {
            if (registration.configuration.equals(configuration) && all.remove(registration)) {
                registration.close();
            }
        }
    }

    void close() {
        for (Registration<K, V> registration : all) {
            if (all.remove(registration)) {
                registration.close();
            }
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether what was there before has to be read. */
    boolean wantOldValues() {
        for (Registration<K, V> registration : all) {
            if (registration.wantsOldValues()) {
                return true;
            }
        }
        return false;
    }

    /** While a key changes, and its change is told. */
    KeyLocks.Held hold(K key) {
        return isEmpty() ? KeyLocks.Held.NOTHING : locks.hold(key);
    }

    void created(K key, V value) {
        tell(EventType.CREATED, key, value, null);
    }

    void updated(K key, V value, V oldValue) {
        tell(EventType.UPDATED, key, value, oldValue);
    }

    void removed(K key, V oldValue) {
        tell(EventType.REMOVED, key, null, oldValue);
    }

    void expired(K key, V oldValue) {
        tell(EventType.EXPIRED, key, null, oldValue);
    }

    /** All are told, though some fail. @throws CacheEntryListenerException of the first that did */
    private void tell(EventType type, K key, V value, V oldValue) {
        if (isEmpty()) {
            return;
        }
        EntryEvent<K, V> event = new EntryEvent<>(cache, type, key, value, oldValue);
        CacheEntryListenerException failure = null;
        for (Registration<K, V> registration : all) {
            if (!registration.isSynchronous()) {
                workers.tellLater(() -> registration.tell(event));
                continue;
            }
            try {
                registration.tell(event);
            } catch (CacheEntryListenerException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
