package dev.meguri.demo.cluster;

import dev.meguri.client.Read;
import dev.meguri.client.Receipt;
import dev.meguri.client.Removed;
import dev.meguri.client.Written;
import dev.meguri.client.error.LoaderException;
import dev.meguri.client.error.NoNodeReachableException;
import dev.meguri.client.load.Loader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** A cache as the demo sees it: versions, one load for all, an end of fresh time that tests set. */
public class FakeCluster implements Cache {
    public static final String NODE_ID = "node-9";

    private record Entry(byte[] value, String version, Duration left) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<byte[]>> loading = new ConcurrentHashMap<>();
    private long versions;
    private volatile boolean away;
    private volatile boolean hasPolicies = true;
    private volatile Keeping lastKeeping;

    public void clear() {
        entries.clear();
        away = false;
        hasPolicies = true;
        lastKeeping = null;
    }

    /** No node can be reached from now on. */
    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    boolean isAway() {
        return away;
    }

    public void withoutPolicies() {
        hasPolicies = false;
    }

    /** What is there has only this left to live. */
    public void leave(Duration left) {
        entries.replaceAll((key, entry) -> new Entry(entry.value(), entry.version(), left));
    }

    /** Of the last load. */
    public Keeping lastKeeping() {
        return lastKeeping;
    }

    @Override
    public Read<byte[]> read(String key) {
        requireReachable();
        Entry entry = entries.get(key);
        return entry == null
                ? new Read<>(null, null, null, null, receipt())
                : new Read<>(entry.value(), entry.version(), entry.left(), null, receipt());
    }

    @Override
    public byte[] getOrLoad(String key, Loader<byte[]> loader, Keeping keeping) {
        requireReachable();
        lastKeeping = keeping;
        CompletableFuture<byte[]> mine = new CompletableFuture<>();
        CompletableFuture<byte[]> first = loading.putIfAbsent(key, mine);
        if (first != null) {
            return joined(first);
        }
        try {
            Entry old = entries.get(key);
            boolean isFresh = old != null && (old.left() == null || old.left().compareTo(keeping.staleFor()) > 0);
            byte[] value = isFresh ? old.value() : loader.load(key);
            boolean isKept = value != null || !keeping.negativeTtl().isZero();
            if (!isFresh && isKept) {
                store(key, value, keeping.ttl().plus(keeping.staleFor()));
            }
            byte[] answer = old == null ? value : old.value();
            mine.complete(answer);
            return answer;
        } catch (Exception failed) {
            LoaderException told = new LoaderException("the loader failed", failed);
            mine.completeExceptionally(told);
            throw told;
        } finally {
            loading.remove(key, mine);
        }
    }

    private static byte[] joined(CompletableFuture<byte[]> first) {
        try {
            return first.join();
        } catch (CompletionException failed) {
            throw (LoaderException) failed.getCause();
        }
    }

    @Override
    public synchronized Written create(String key, byte[] value, Duration ttl) {
        requireReachable();
        Entry there = entries.get(key);
        return there != null ? written(false, there.version()) : written(true, store(key, value, ttl));
    }

    @Override
    public synchronized Written compareAndSet(String key, String version, byte[] value, Duration ttl) {
        requireReachable();
        Entry there = entries.get(key);
        boolean holds = there != null && there.version().equals(version);
        return holds ? written(true, store(key, value, ttl)) : written(false, there == null ? null : there.version());
    }

    @Override
    public Removed remove(String key) {
        requireReachable();
        return new Removed(true, "removed", entries.remove(key) != null, receipt());
    }

    @Override
    public boolean hasPolicy(String prefix) {
        requireReachable();
        return hasPolicies;
    }

    private synchronized String store(String key, byte[] value, Duration left) {
        String version = "v" + ++versions;
        entries.put(key, new Entry(value, version, left));
        return version;
    }

    private void requireReachable() {
        if (away) {
            throw new NoNodeReachableException("the test says so");
        }
    }

    private static Written written(boolean made, String version) {
        return new Written(made, version, made, null, receipt());
    }

    private static Receipt receipt() {
        return new Receipt(Receipt.Level.LINEARIZABLE, 2, 3, 7, Receipt.Source.PRIMARY, NODE_ID, 1, false);
    }
}
