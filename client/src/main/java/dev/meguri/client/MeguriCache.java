package dev.meguri.client;

import dev.meguri.client.call.Waiting;
import dev.meguri.client.load.LoadOptions;
import dev.meguri.client.load.Loader;
import dev.meguri.client.near.NearSettings;
import dev.meguri.client.near.NearStatistics;
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

    /**
     * The same keys, with what is read kept near: {@link #get} and {@link #getAll} return what was asked of the nodes less than
     * {@link NearSettings#maxStaleness} before, whatever happens in between; most often nodes tell of a change at once. {@link
     * #read} still asks them. It takes memory until the client ends: make one, and keep it.
     */
    public MeguriCache<V> near(NearSettings settings) {
        return new MeguriCache<>(async.near(settings));
    }

    /** Null: this is no near cache. */
    public NearStatistics nearStatistics() {
        return async.nearStatistics();
    }

    /** Null: absent. */
    public V get(String key) {
        return async.await(key);
    }

    /**
     * The value, loaded where there is none: by one caller of all that ask the cluster for it, in whichever process. The others get
     * the old value while the options allow that, or wait for the new one. The lease by which one is chosen survives the death of
     * any node; with the death of its process it ends by itself, and another caller loads.
     *
     * @return null: the loader found nothing, now or not long ago
     * @throws dev.meguri.client.error.LoaderException this client's loader threw
     * @throws dev.meguri.client.error.LoadTimedOutException it took too long, here or elsewhere
     */
    public V getOrLoad(String key, Loader<? extends V> loader, LoadOptions options) {
        return async.decode(key, Waiting.forResult(async.loadedBytes(key, loader, options)));
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
