package dev.meguri.client.jcache;

import dev.meguri.client.KeyPages;
import dev.meguri.client.MeguriCache;
import dev.meguri.client.MeguriClient;
import dev.meguri.client.Read;
import dev.meguri.client.Removed;
import dev.meguri.client.WriteOptions;
import dev.meguri.client.Written;
import dev.meguri.client.codec.Codec;
import dev.meguri.client.codec.Codecs;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import javax.cache.CacheException;
import javax.cache.configuration.Configuration;

/** One cache's keys and values at the nodes. What is asked for fails with a MeguriException; with a CacheException where it is no bytes. */
final class Store<K, V> {
    private final MeguriCache<byte[]> cache;
    private final KeyCodec keys;
    private final Codec<V> values;
    private final Class<K> keyType;
    private final LongSupplier nanoTime;

    private Store(MeguriCache<byte[]> cache, KeyCodec keys, Codec<V> values, Class<K> keyType, LongSupplier nanoTime) {
        this.cache = cache;
        this.keys = keys;
        this.values = values;
        this.keyType = keyType;
        this.nanoTime = nanoTime;
    }

    /** @param nanoTime the steady clock */
    static <K, V> Store<K, V> open(
            MeguriClient client,
            String cacheName,
            Configuration<K, V> configuration,
            Properties properties,
            ClassLoader loader,
            LongSupplier nanoTime) {
        JavaSerialization serialization = new JavaSerialization(loader, JCacheProperties.serialFilter(properties));
        return new Store<>(
                client.cache(prefix(cacheName), Codecs.bytes()),
                new KeyCodec(serialization),
                JCacheProperties.codec(properties, cacheName, configuration.getValueType(), loader, serialization),
                configuration.getKeyType(),
                nanoTime);
    }

    /** What a cache's keys begin with. A colon in its name would make the keys of two caches meet. */
    static String prefix(String cacheName) {
        return cacheName.replace("%", "%25").replace(":", "%3A") + ":";
    }

    boolean contains(K key) {
        return cache.exists(encodeKey(key));
    }

    CompletableFuture<Boolean> startContains(K key) {
        return cache.async().exists(encodeKey(key));
    }

    /** Null: absent. */
    V get(K key) {
        return decode(cache.get(encodeKey(key)));
    }

    Found<V> read(K key) {
        long before = nanoTime.getAsLong();
        return found(cache.read(encodeKey(key)), before);
    }

    CompletableFuture<Found<V>> startRead(K key) {
        long before = nanoTime.getAsLong();
        return cache.async().read(encodeKey(key)).thenApply(read -> found(read, before));
    }

    private Found<V> found(Read<byte[]> read, long before) {
        return new Found<>(read, before, this::decode);
    }

    /** Whatever is there. */
    CompletableFuture<Written> startPut(K key, byte[] value, WriteOptions options) {
        return cache.async().set(encodeKey(key), value, options);
    }

    /** False: something is there. */
    boolean create(K key, byte[] value, WriteOptions options) {
        return cache.setIfAbsent(encodeKey(key), value, options).made();
    }

    /** False: that version is not there any more. */
    boolean replace(K key, String version, byte[] value, WriteOptions options) {
        return cache.compareAndSet(encodeKey(key), version, value, options).made();
    }

    /** False: that version is not there any more. */
    boolean remove(K key, String version) {
        return cache.removeIfVersion(encodeKey(key), version).made();
    }

    CompletableFuture<Removed> startRemove(K key) {
        return cache.async().remove(encodeKey(key));
    }

    KeyPages pages() {
        return cache.keys();
    }

    /** Of a key that {@link #pages} told; a second time does no harm. */
    CompletableFuture<Removed> startClear(String encoded) {
        return cache.async().remove(encoded, WriteOptions.repeatable());
    }

    /** Null: not a key of this cache's type; somebody else put it there. */
    K decodeKey(String encoded) {
        try {
            Object key = keys.decode(encoded);
            return keyType.isInstance(key) ? keyType.cast(key) : null;
        } catch (Exception e) {
            return null;
        }
    }

    private String encodeKey(K key) {
        try {
            return keys.encode(key);
        } catch (Exception e) {
            throw new CacheException(
                    "this key cannot be written as bytes: " + key.getClass().getName(), e);
        }
    }

    byte[] encode(V value) {
        try {
            return values.encode(value);
        } catch (Exception e) {
            throw new CacheException(
                    "the codec cannot write a value of " + value.getClass().getName(), e);
        }
    }

    /** @param bytes null: absent */
    V decode(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return values.decode(bytes);
        } catch (Exception e) {
            throw new CacheException("the codec cannot read what is stored", e);
        }
    }
}
