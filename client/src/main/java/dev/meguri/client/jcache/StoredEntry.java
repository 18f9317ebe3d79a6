package dev.meguri.client.jcache;

import javax.cache.Cache;

/** An entry as it was when somebody looked. */
record StoredEntry<K, V>(K key, V value) implements Cache.Entry<K, V> {
    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new IllegalArgumentException("an entry of Meguri is no " + type.getName());
    }
}
