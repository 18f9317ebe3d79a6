package dev.meguri.client;

import dev.meguri.client.call.Call;
import dev.meguri.client.call.Caller;
import dev.meguri.client.codec.Codec;
import dev.meguri.client.error.CodecException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    AsyncMeguriCache(Caller caller, Commands commands, String prefix, Codec<V> codec) {
        this.caller = caller;
        this.commands = commands;
        this.prefix = prefix;
        this.codec = codec;
    }

    /** @see MeguriCache#get */
    public CompletableFuture<V> get(String key) {
        return bytesOf(key).thenApply(bytes -> decode(key, bytes));
    }

    Call<byte[]> bytesOf(String key) {
        return caller.start(Commands.get(bytes(key)));
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
        return caller.start(commands.read(bytes(key))).thenApply(decoded(key));
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
        return caller.start(commands.set(bytes(key), encode(key, value), options));
    }

    /** @see MeguriCache#setIfAbsent */
    public CompletableFuture<Written> setIfAbsent(String key, V value) {
        return setIfAbsent(key, value, DEFAULT);
    }

    /** @see MeguriCache#setIfAbsent */
    public CompletableFuture<Written> setIfAbsent(String key, V value, WriteOptions options) {
        return caller.start(commands.set(bytes(key), encode(key, value), options, "NX"));
    }

    /** @see MeguriCache#setIfPresent */
    public CompletableFuture<Written> setIfPresent(String key, V value) {
        return setIfPresent(key, value, DEFAULT);
    }

    /** @see MeguriCache#setIfPresent */
    public CompletableFuture<Written> setIfPresent(String key, V value, WriteOptions options) {
        return caller.start(commands.set(bytes(key), encode(key, value), options, "XX"));
    }

    /** @see MeguriCache#compareAndSet */
    public CompletableFuture<Written> compareAndSet(String key, String version, V value) {
        return compareAndSet(key, version, value, DEFAULT);
    }

    /** @see MeguriCache#compareAndSet */
    public CompletableFuture<Written> compareAndSet(String key, String version, V value, WriteOptions options) {
        return caller.start(commands.set(bytes(key), encode(key, value), options, "IFVERSION", version));
    }

    /** @see MeguriCache#remove */
    public CompletableFuture<Removed> remove(String key) {
        return remove(key, DEFAULT);
    }

    /** @see MeguriCache#remove */
    public CompletableFuture<Removed> remove(String key, WriteOptions options) {
        return caller.start(commands.remove(bytes(key), options));
    }

    /** @see MeguriCache#remove */
    public CompletableFuture<Removed> removeIfVersion(String key, String version) {
        return caller.start(commands.remove(bytes(key), DEFAULT, "IFVERSION", version));
    }

    /** @see MeguriCache#increment */
    public CompletableFuture<Counted> increment(String key, long delta) {
        return increment(key, delta, DEFAULT);
    }

    /** @see MeguriCache#increment */
    public CompletableFuture<Counted> increment(String key, long delta, WriteOptions options) {
        return caller.start(commands.increment(bytes(key), delta, options));
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
        if (bytes == null) {
            return null;
        }
        try {
            return codec.decode(bytes);
        } catch (Exception e) {
            throw new CodecException("the codec cannot read what is stored under " + prefix + key, e);
        }
    }
}
