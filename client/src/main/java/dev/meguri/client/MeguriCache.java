package dev.meguri.client;

import dev.meguri.client.call.Waiting;
import java.util.Collection;
import java.util.Map;

/**
 * Keys with a prefix and values of one type. Each method waits for its answer, for at most the client's timeout, and throws a
 * {@link dev.meguri.client.error.MeguriException} that says whether the call may be made again. Retries within that time are made
 * by the client; with them, too, a write is made once. Thread-safe.
 */
public final class MeguriCache<V> {
    private final AsyncMeguriCache<V> async;

    MeguriCache(AsyncMeguriCache<V> async) {
        this.async = async;
    }

    /** The same without waiting. */
    public AsyncMeguriCache<V> async() {
        return async;
    }

    /** Null: absent. */
    public V get(String key) {
        return async.decode(key, Waiting.forResult(async.bytesOf(key)));
    }

    /** Whether the key is there, without its value. */
    public boolean exists(String key) {
        return Waiting.forResult(async.exists(key));
    }

    /** All keys with this prefix, without it, page by page; those that other caches have under a longer prefix, too. */
    public KeyPages keys() {
        return async.keys();
    }

    /** Those of the keys that are there; asked for all at once, but not at one moment. */
    public Map<String, V> getAll(Collection<String> keys) {
        return Waiting.forResult(async.getAll(keys));
    }

    /** With version, time to live and receipt. */
    public Read<V> read(String key) {
        return Waiting.forResult(async.read(key));
    }

    public Written set(String key, V value) {
        return Waiting.forResult(async.set(key, value));
    }

    public Written set(String key, V value, WriteOptions options) {
        return Waiting.forResult(async.set(key, value, options));
    }

    /** Where nothing is there. */
    public Written setIfAbsent(String key, V value) {
        return Waiting.forResult(async.setIfAbsent(key, value));
    }

    public Written setIfAbsent(String key, V value, WriteOptions options) {
        return Waiting.forResult(async.setIfAbsent(key, value, options));
    }

    /** Where something is there. */
    public Written setIfPresent(String key, V value) {
        return Waiting.forResult(async.setIfPresent(key, value));
    }

    public Written setIfPresent(String key, V value, WriteOptions options) {
        return Waiting.forResult(async.setIfPresent(key, value, options));
    }

    /** Only over this version, of {@link Read#version} or {@link Written#version}. */
    public Written compareAndSet(String key, String version, V value) {
        return Waiting.forResult(async.compareAndSet(key, version, value));
    }

    public Written compareAndSet(String key, String version, V value, WriteOptions options) {
        return Waiting.forResult(async.compareAndSet(key, version, value, options));
    }

    public Removed remove(String key) {
        return Waiting.forResult(async.remove(key));
    }

    public Removed remove(String key, WriteOptions options) {
        return Waiting.forResult(async.remove(key, options));
    }

    /** Only this version. */
    public Removed removeIfVersion(String key, String version) {
        return Waiting.forResult(async.removeIfVersion(key, version));
    }

    /** Adds to a whole number of 64 bits in decimal digits, 0 where the key is absent. Whatever the codec. */
    public Counted increment(String key, long delta) {
        return Waiting.forResult(async.increment(key, delta));
    }

    public Counted increment(String key, long delta, WriteOptions options) {
        return Waiting.forResult(async.increment(key, delta, options));
    }
}
