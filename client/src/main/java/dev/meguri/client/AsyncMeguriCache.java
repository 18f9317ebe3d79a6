package dev.meguri.client;

import dev.meguri.client.call.Call;
import dev.meguri.client.call.Caller;
import dev.meguri.client.call.Waiting;
import dev.meguri.client.codec.Codec;
import dev.meguri.client.error.CodecException;
import dev.meguri.client.load.Absence;
import dev.meguri.client.load.LoadOptions;
import dev.meguri.client.load.Loader;
import dev.meguri.client.load.Loads;
import dev.meguri.client.near.NearCache;
import dev.meguri.client.near.NearCaches;
import dev.meguri.client.near.NearSettings;
import dev.meguri.client.near.NearStatistics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keys with a prefix and values of one type, without waiting. Futures fail with a
 * {@link dev.meguri.client.error.MeguriException}; what follows them at once runs on the client's network thread and must not
 * block (the {@code ...Async} methods of futures run elsewhere). Thread-safe.
 */
public final class AsyncMeguriCache<V> {
    private static final WriteOptions DEFAULT = WriteOptions.DEFAULT;

    private final Caller caller;
    private final Commands commands;
    private final String prefix;
    private final Codec<V> codec;
    private final Loads loads;
    private final NearCaches nears;
    /** Null: every read asks the nodes. */
    private final NearCache<V> near;

    AsyncMeguriCache(Caller caller, Commands commands, Loads loads, NearCaches nears, String prefix, Codec<V> codec) {
        this.loads = loads;
        this.caller = caller;
        this.commands = commands;
        this.nears = nears;
        this.prefix = prefix;
        this.codec = codec;
        this.near = null;
    }

    private AsyncMeguriCache(AsyncMeguriCache<V> of, NearSettings settings) {
        this.loads = of.loads;
        this.caller = of.caller;
        this.commands = of.commands;
        this.nears = of.nears;
        this.prefix = of.prefix;
        this.codec = of.codec;
        this.near = nears.add(
                prefix, settings, caller, key -> commands.read(bytes(key)), this::decode, codec.isImmutable());
    }

    /** @see MeguriCache#near */
    public AsyncMeguriCache<V> near(NearSettings settings) {
        return new AsyncMeguriCache<>(this, settings);
    }

    /** @see MeguriCache#nearStatistics */
    public NearStatistics nearStatistics() {
        return near == null ? null : near.statistics();
    }

    /** @see MeguriCache#get */
    public CompletableFuture<V> get(String key) {
        if (near == null) {
            return bytesOf(key).thenApply(bytes -> decode(key, bytes));
        }
        Object found = near.find(key);
        return found == null ? near.ask(key).thenApply(Read::value) : local(key, found);
    }

    private CompletableFuture<V> local(String key, Object found) {
        try {
            return CompletableFuture.completedFuture(near.value(key, found));
        } catch (CodecException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** As {@link #get}, without a future where the answer is here. */
    V await(String key) {
        if (near == null) {
            return decode(key, Waiting.forResult(bytesOf(key)));
        }
        Object found = near.find(key);
        return found == null ? near.await(key).value() : near.value(key, found);
    }

    private Call<byte[]> bytesOf(String key) {
        return caller.start(Commands.get(bytes(key)));
    }

    /** @see MeguriCache#getOrLoad */
    public CompletableFuture<V> getOrLoad(String key, Loader<? extends V> loader, LoadOptions options) {
        return loadedBytes(key, loader, options).thenApply(bytes -> decode(key, bytes));
    }

    CompletableFuture<byte[]> loadedBytes(String key, Loader<? extends V> loader, LoadOptions options) {
        Objects.requireNonNull(loader);
        CompletableFuture<byte[]> value = loads.get(
                prefix + key,
                bytes(key),
                () -> {
                    V loaded = loader.load(key);
                    return loaded == null ? null : encode(key, loaded);
                },
                options);
        // it may have been stored just now
        return value.whenComplete((bytes, failure) -> nears.changed(prefix, key));
    }

    /** @see MeguriCache#exists */
    public CompletableFuture<Boolean> exists(String key) {
        return caller.start(Commands.exists(bytes(key)));
    }

    KeyPages keys() {
        return new KeyPages(caller, prefix);
    }

    /** @see MeguriCache#getAll */
    public CompletableFuture<Map<String, V>> getAll(Collection<String> keys) {
        Map<String, CompletableFuture<V>> futures = LinkedHashMap.newLinkedHashMap(keys.size());
        keys.forEach(key -> futures.computeIfAbsent(key, this::get));
        List<CompletableFuture<V>> all = new ArrayList<>(futures.values());
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> {
            Map<String, V> found = LinkedHashMap.newLinkedHashMap(futures.size());
            futures.forEach((key, value) -> {
                if (value.join() != null) {
                    found.put(key, value.join());
                }
            });
            return found;
        });
    }

    /** @see MeguriCache#read */
    public CompletableFuture<Read<V>> read(String key) {
        return near != null
                ? near.ask(key)
                : caller.start(commands.read(bytes(key))).thenApply(decoded(key));
    }

    private Function<Read<byte[]>, Read<V>> decoded(String key) {
        return read -> new Read<>(decode(key, read.value()), read.version(), read.ttl(), read.why(), read.receipt());
    }

    /** @see MeguriCache#set */
    public CompletableFuture<Written> set(String key, V value) {
        return set(key, value, DEFAULT);
    }

    /** @see MeguriCache#set */
    public CompletableFuture<Written> set(String key, V value, WriteOptions options) {
        return write(key, commands.set(bytes(key), encode(key, value), options));
    }

    /** @see MeguriCache#setIfAbsent */
    public CompletableFuture<Written> setIfAbsent(String key, V value) {
        return setIfAbsent(key, value, DEFAULT);
    }

    /** @see MeguriCache#setIfAbsent */
    public CompletableFuture<Written> setIfAbsent(String key, V value, WriteOptions options) {
        return write(key, commands.set(bytes(key), encode(key, value), options, "NX"));
    }

    /** @see MeguriCache#setIfPresent */
    public CompletableFuture<Written> setIfPresent(String key, V value) {
        return setIfPresent(key, value, DEFAULT);
    }

    /** @see MeguriCache#setIfPresent */
    public CompletableFuture<Written> setIfPresent(String key, V value, WriteOptions options) {
        return write(key, commands.set(bytes(key), encode(key, value), options, "XX"));
    }

    /** @see MeguriCache#compareAndSet */
    public CompletableFuture<Written> compareAndSet(String key, String version, V value) {
        return compareAndSet(key, version, value, DEFAULT);
    }

    /** @see MeguriCache#compareAndSet */
    public CompletableFuture<Written> compareAndSet(String key, String version, V value, WriteOptions options) {
        return write(key, commands.set(bytes(key), encode(key, value), options, "IFVERSION", version));
    }

    /** @see MeguriCache#remove */
    public CompletableFuture<Removed> remove(String key) {
        return remove(key, DEFAULT);
    }

    /** @see MeguriCache#remove */
    public CompletableFuture<Removed> remove(String key, WriteOptions options) {
        return write(key, commands.remove(bytes(key), options));
    }

    /** @see MeguriCache#remove */
    public CompletableFuture<Removed> removeIfVersion(String key, String version) {
        return write(key, commands.remove(bytes(key), DEFAULT, "IFVERSION", version));
    }

    /** @see MeguriCache#increment */
    public CompletableFuture<Counted> increment(String key, long delta) {
        return increment(key, delta, DEFAULT);
    }

    /** @see MeguriCache#increment */
    public CompletableFuture<Counted> increment(String key, long delta, WriteOptions options) {
        return write(key, commands.increment(bytes(key), delta, options));
    }

    /** This client's near caches let go of the key: who knows that the write is made, or failed, reads what came of it. */
    private <T> Call<T> write(String key, Call.Request<T> request) {
        nears.changed(prefix, key);
        return caller.start(request, () -> nears.changed(prefix, key));
    }

    private byte[] bytes(String key) {
        return (prefix + key).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] encode(String key, V value) {
        try {
            return codec.encode(value);
        } catch (Exception e) {
            throw new CodecException("the codec cannot write the value for " + prefix + key + "; nothing was sent", e);
        }
    }

    /** @param bytes null: absent */
    V decode(String key, byte[] bytes) {
        if (Absence.is(bytes)) {
            return null;
        }
        try {
            return codec.decode(bytes);
        } catch (Exception e) {
            throw new CodecException("the codec cannot read what is stored under " + prefix + key, e);
        }
    }
}
