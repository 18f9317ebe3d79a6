package dev.meguri.client.jcache;

import java.util.Objects;
import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;

/** What happened to an entry. Of removals and expiries the value is the old one, where that is known. */
final class EntryEvent<K, V> extends CacheEntryEvent<K, V> {
    private static final long serialVersionUID = 1;

    private final transient K key;
    private final transient V value;
    private final transient V oldValue;

    /** @param value null: removed or expired; @param oldValue null: there was none, or nobody asked for it */
    EntryEvent(Cache<K, V> source, EventType type, K key, V value, V oldValue) {
        super(source, type);
        this.key = Objects.requireNonNull(key);
        this.value = value == null ? oldValue : value;
        this.oldValue = oldValue;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    @Override
    public V getOldValue() {
        return oldValue;
    }

    @Override
    public boolean isOldValueAvailable() {
        return oldValue != null;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new IllegalArgumentException("an event of Meguri is no " + type.getName());
    }
}
