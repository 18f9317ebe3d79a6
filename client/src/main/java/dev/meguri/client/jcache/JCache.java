package dev.meguri.client.jcache;

import dev.meguri.client.MeguriClient;
import dev.meguri.client.error.MeguriException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;

/** One cache, as the specification has it: what may be asked, by whom, and what is counted. The work is done by its parts. */
final class JCache<K, V> implements Cache<K, V> {
    private final MeguriCacheManager manager;
    private final String name;
    private final Types<K, V> types;
    private final Parts<K, V> parts;
    private final Statistics statistics = new Statistics();
    private final Listeners<K, V> listeners;
    private final Operations<K, V> operations;
    private final Beans beans;
    private volatile CacheConfiguration<K, V> configuration;
    private volatile boolean closed;

    private JCache(MeguriCacheManager manager, String name, CacheConfiguration<K, V> configuration, Store<K, V> store) {
        this.manager = manager;
        this.name = name;
        this.configuration = configuration;
        this.types = new Types<>(name, configuration.getKeyType(), configuration.getValueType());
        this.parts = Parts.of(configuration);
        this.listeners = new Listeners<>(this, manager.workers());
        Expiry expiry = new Expiry(parts.expiry());
        Writer<K, V> writer = configuration.isWriteThrough() ? new Writer<>(parts.writer()) : null;
        Loader<K, V> loader = parts.loader() == null ? null : new Loader<>(parts.loader());
        Changes<K, V> changes = new Changes<>(store, expiry, writer, listeners, System::nanoTime, Contention::pause);
        this.operations = new Operations<>(
                store,
                changes,
                new Reading<>(store, expiry, changes, statistics, loader, configuration.isReadThrough()),
                new Batches<>(store, expiry, changes, listeners, writer),
                statistics);
        this.beans = new Beans(manager.getURI(), name, () -> this.configuration, statistics);
        configuration.getCacheEntryListenerConfigurations().forEach(listeners::add);
    }

    static <K, V> JCache<K, V> open(
            MeguriCacheManager manager, String name, CacheConfiguration<K, V> configuration, MeguriClient client) {
        Store<K, V> store = Store.open(
                client, name, configuration, manager.getProperties(), manager.getClassLoader(), System::nanoTime);
        return new JCache<>(manager, name, configuration, store);
    }

    /** Once the manager knows it. */
    void register() {
        enableStatistics(configuration.isStatisticsEnabled());
        enableManagement(configuration.isManagementEnabled());
    }

    @Override
    public V get(K key) {
        requireKey(key);
        return call(() -> operations.get(key));
    }

    @Override
    public Map<K, V> getAll(Set<? extends K> keys) {
        requireKeys(keys);
        return call(() -> operations.getAll(keys));
    }

    @Override
    public boolean containsKey(K key) {
        requireKey(key);
        return call(() -> operations.contains(key));
    }

    @Override
    public void loadAll(Set<? extends K> keys, boolean replaceExistingValues, CompletionListener listener) {
        requireKeys(keys);
        Set<K> wanted = new LinkedHashSet<>(keys);
        manager.workers().load(() -> {
            try {
                run(() -> operations.loadAll(wanted, replaceExistingValues));
            } catch (RuntimeException e) {
                if (listener != null) {
                    listener.onException(e);
                }
                return;
            }
            if (listener != null) {
                listener.onCompletion();
            }
        });
    }

    @Override
    public void put(K key, V value) {
        requireEntry(key, value);
        run(() -> operations.put(key, value));
    }

    @Override
    public V getAndPut(K key, V value) {
        requireEntry(key, value);
        return change(key, found -> {
            found.value();
            return new Verdict.Put<>(value, true);
        });
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> map) {
        requireOpen();
        map.forEach(this::requireEntry);
        run(() -> operations.putAll(map));
    }

    @Override
    public boolean putIfAbsent(K key, V value) {
        requireEntry(key, value);
        return changed(key, found -> found.isPresent() ? new Verdict.Leave<>(false) : new Verdict.Put<>(value, true));
    }

    @Override
    public boolean remove(K key) {
        requireKey(key);
        return call(() -> operations.remove(key));
    }

    @Override
    public boolean remove(K key, V oldValue) {
        requireEntry(key, oldValue);
        return changed(
                key, found -> oldValue.equals(found.value()) ? new Verdict.Remove<>(true) : new Verdict.Leave<>(true));
    }

    @Override
    public V getAndRemove(K key) {
        requireKey(key);
        return change(key, found -> {
            found.value();
            return new Verdict.Remove<>(true);
        });
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        requireEntry(key, oldValue);
        requireEntry(key, newValue);
        return changed(
                key,
                found ->
                        oldValue.equals(found.value()) ? new Verdict.Put<>(newValue, true) : new Verdict.Leave<>(true));
    }

    @Override
    public boolean replace(K key, V value) {
        requireEntry(key, value);
        return changed(key, found -> found.isPresent() ? new Verdict.Put<>(value, true) : new Verdict.Leave<>(false));
    }

    @Override
    public V getAndReplace(K key, V value) {
        requireEntry(key, value);
        return change(
                key, found -> found.value() != null ? new Verdict.Put<>(value, true) : new Verdict.Leave<>(false));
    }

    @Override
    public void removeAll(Set<? extends K> keys) {
        requireKeys(keys);
        run(() -> operations.removeAll(keys));
    }

    @Override
    public void removeAll() {
        requireOpen();
        run(operations::removeAll);
    }

    @Override
    public void clear() {
        requireOpen();
        run(operations::clear);
    }

    @Override
    public <T> T invoke(K key, EntryProcessor<K, V, T> processor, Object... arguments) {
        requireKey(key);
        Objects.requireNonNull(processor, "processor");
        return call(() -> operations.process(key, processor, arguments));
    }

    @Override
    public <T> Map<K, EntryProcessorResult<T>> invokeAll(
            Set<? extends K> keys, EntryProcessor<K, V, T> processor, Object... arguments) {
        requireKeys(keys);
        Objects.requireNonNull(processor, "processor");
        Map<K, EntryProcessorResult<T>> results = new LinkedHashMap<>();
        for (K key : keys) {
            try {
                T result = call(() -> operations.process(key, processor, arguments));
                if (result != null) {
                    results.put(key, () -> result);
                }
            } catch (RuntimeException e) {
                EntryProcessorException failure =
                        e instanceof EntryProcessorException known ? known : new EntryProcessorException(e);
                results.put(key, () -> {
                    throw failure;
                });
            }
        }
        return results;
    }

    /** @return what was there before; null: nothing */
    private V change(K key, Function<Found<V>, Verdict<V>> decide) {
        return call(() -> operations.change(key, decide)).before().value();
    }

    private boolean changed(K key, Function<Found<V>, Verdict<V>> decide) {
        return call(() -> operations.change(key, decide)).kind() != Change.Kind.NONE;
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
        requireOpen();
        Iterator<Entry<K, V>> entries = call(operations::iterator);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return call(entries::hasNext);
            }

            @Override
            public Entry<K, V> next() {
                return call(entries::next);
            }

            @Override
            public void remove() {
                run(entries::remove);
            }
        };
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public CacheManager getCacheManager() {
        return manager;
    }

    @Override
    public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
        if (type.isInstance(configuration)) {
            return type.cast(configuration);
        }
        throw new IllegalArgumentException("the configuration of a cache of Meguri is no " + type.getName());
    }

    synchronized void enableManagement(boolean enabled) {
        requireOpen();
        configuration = configuration.withManagement(enabled);
        beans.showConfiguration(enabled);
    }

    synchronized void enableStatistics(boolean enabled) {
        requireOpen();
        configuration = configuration.withStatistics(enabled);
        statistics.enable(enabled);
        beans.showStatistics(enabled);
    }

    @Override
    public synchronized void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
        requireOpen();
        configuration = configuration.with(listener);
        listeners.add(listener);
    }

    @Override
    public synchronized void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
        requireOpen();
        configuration = configuration.without(Objects.requireNonNull(listener, "listener"));
        listeners.remove(listener);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.isInstance(this) ? type.cast(this) : manager.unwrap(type);
    }

    /** What is in it stays. */
    @Override
    public void close() {
        closeOnce();
    }

    /** @return whether this call did */
    private synchronized boolean closeOnce() {
        if (closed) {
            return false;
        }
        closed = true;
        manager.closed(this);
        beans.showConfiguration(false);
        beans.showStatistics(false);
        listeners.close();
        parts.close();
        return true;
    }

    /** What is in it goes. */
    void destroy() {
        if (closeOnce()) {
            try {
                operations.clear();
            } catch (MeguriException e) {
                throw failed(e);
            }
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the cache " + name + " is closed");
        }
    }

    private void requireKey(K key) {
        requireOpen();
        types.requireKey(key);
    }

    private void requireKeys(Set<? extends K> keys) {
        requireOpen();
        keys.forEach(types::requireKey);
    }

    private void requireEntry(K key, V value) {
        requireKey(key);
        types.requireValue(value);
    }

    private <T> T call(Supplier<T> operation) {
        requireOpen();
        try {
            return operation.get();
        } catch (MeguriException e) {
            throw failed(e);
        }
    }

    private void run(Runnable operation) {
        call(() -> {
            operation.run();
            return null;
        });
    }

    private CacheException failed(MeguriException e) {
        return new CacheException("cache " + name + ": " + e.getMessage(), e);
    }
}
