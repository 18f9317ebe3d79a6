package dev.meguri.client.jcache;

import dev.meguri.client.call.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.cache.integration.CacheLoaderException;

/** Reads, and loads what is missing. */
final class Reading<K, V> {
    /** Requests in progress at once, of one call. */
    static final int WINDOW = 256;

    private final Store<K, V> store;
    private final Expiry expiry;
    private final Changes<K, V> changes;
    private final Statistics statistics;
    /** Null: there is no loader. */
    private final Loader<K, V> loader;

    private final boolean isReadThrough;

    Reading(
            Store<K, V> store,
            Expiry expiry,
            Changes<K, V> changes,
            Statistics statistics,
            Loader<K, V> loader,
            boolean isReadThrough) {
        this.store = store;
        this.expiry = expiry;
        this.changes = changes;
        this.statistics = statistics;
        this.loader = loader;
        this.isReadThrough = isReadThrough;
    }

    /** Null: there is no read-through. */
    Loader<K, V> readThrough() {
        return isReadThrough ? loader : null;
    }

    /** Null: it is neither there nor loaded. */
    V get(K key) {
        V value = present(key);
        statistics.looked(value != null);
        return value == null && isReadThrough ? loaded(key, loader.load(key)) : value;
    }

    private V present(K key) {
        if (expiry.ignoresAccess()) {
            return store.get(key);
        }
        Found<V> found = store.read(key);
        V value = found.value();
        if (value != null) {
            changes.access(key, found);
        }
        return value;
    }

    /** What was loaded is stored, unless somebody was faster: then that is given. @param value null: nothing was loaded */
    private V loaded(K key, V value) {
        if (value == null) {
            return null;
        }
        Change<V> change = changes.make(
                key, found -> found.isPresent() ? new Verdict.Leave<>(false) : new Verdict.Put<>(value, false));
        return change.before().isPresent() ? change.before().value() : value;
    }

    Map<K, V> getAll(Set<? extends K> keys) {
        Map<K, V> values = new LinkedHashMap<>();
        List<K> missing = new ArrayList<>();
        for (List<K> some : Batches.<K>split(keys)) {
            List<CompletableFuture<Found<V>>> reads =
                    some.stream().map(store::startRead).toList();
            for (int i = 0; i < some.size(); i++) {
                Found<V> found = Waiting.forResult(reads.get(i));
                statistics.looked(found.isPresent());
                if (found.isPresent()) {
                    values.put(some.get(i), found.value());
                    changes.access(some.get(i), found);
                } else {
                    missing.add(some.get(i));
                }
            }
        }
        if (isReadThrough && !missing.isEmpty()) {
            loader.loadAll(missing).forEach((key, value) -> {
                V stored = loaded(key, value);
                if (stored != null) {
                    values.put(key, stored);
                }
            });
        }
        return values;
    }

    /** @param replaces what is there */
    void loadAll(Set<K> keys, boolean replaces) {
        if (loader == null) {
            return;
        }
        Set<K> wanted = replaces ? keys : absent(keys);
        if (wanted.isEmpty()) {
            return;
        }
        Map<K, V> loaded = loader.loadAll(wanted);
        if (loaded.containsKey(null)) {
            throw new CacheLoaderException("the loader loaded a null key");
        }
        loaded.forEach((key, value) -> {
            if (value == null) {
                return;
            }
            changes.make(
                    key,
                    found -> found.isPresent() && !replaces
                            ? new Verdict.Leave<>(false)
                            : new Verdict.Put<>(value, false));
        });
    }

    private Set<K> absent(Set<K> keys) {
        Set<K> absent = new LinkedHashSet<>();
        for (List<K> some : Batches.<K>split(keys)) {
            List<CompletableFuture<Boolean>> asked =
                    some.stream().map(store::startContains).toList();
            for (int i = 0; i < some.size(); i++) {
                if (!Waiting.forResult(asked.get(i))) {
                    absent.add(some.get(i));
                }
            }
        }
        return absent;
    }
}
