package dev.meguri.client.jcache;

import dev.meguri.client.MeguriClient;
import dev.meguri.client.MeguriClientBuilder;
import dev.meguri.client.error.MeguriException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;

/**
 * The caches that one application has of one cluster. All share one client, which {@code unwrap(MeguriClient.class)} gives. What is in a
 * cache outlives this manager; {@link #destroyCache} removes it.
 */
final class MeguriCacheManager implements CacheManager {
    private final MeguriCachingProvider provider;
    private final URI uri;
    private final ClassLoader loader;
    private final Properties properties = new Properties();
    private final Map<String, JCache<?, ?>> caches = new ConcurrentHashMap<>();
    private final Workers workers = new Workers();
    private volatile boolean closed;
    /** Null: no cache was created yet. Guarded by this. */
    private MeguriClient client;

    MeguriCacheManager(MeguriCachingProvider provider, URI uri, ClassLoader loader, Properties properties) {
        this.provider = provider;
        this.uri = uri;
        this.loader = loader;
        if (properties != null) {
            properties
                    .stringPropertyNames()
                    .forEach(name -> this.properties.setProperty(name, properties.getProperty(name)));
        }
    }

    @Override
    public CachingProvider getCachingProvider() {
        return provider;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public ClassLoader getClassLoader() {
        return loader;
    }

    /** A copy. */
    @Override
    public Properties getProperties() {
        return (Properties) properties.clone();
    }

    Workers workers() {
        return workers;
    }

    @Override
    public synchronized <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(String name, C configuration) {
        requireOpen();
        Objects.requireNonNull(name, "the cache's name");
        CacheConfiguration<K, V> own = CacheConfiguration.of(Objects.requireNonNull(configuration, "configuration"));
        if (caches.containsKey(name)) {
            throw new CacheException("this manager has a cache " + name + " already");
        }
        own.requireSupported();
        JCache<K, V> cache = JCache.open(this, name, own, client());
        caches.put(name, cache);
        cache.register();
        return cache;
    }

    @Override
    public <K, V> Cache<K, V> getCache(String name, Class<K> keyType, Class<V> valueType) {
        requireOpen();
        Objects.requireNonNull(keyType, "keyType");
        Objects.requireNonNull(valueType, "valueType");
        Cache<K, V> cache = getCache(name);
        if (cache != null) {
            Configuration<K, V> configuration = configuration(cache);
            requireSame(name, "keys", configuration.getKeyType(), keyType);
            requireSame(name, "values", configuration.getValueType(), valueType);
        }
        return cache;
    }

    @SuppressWarnings("unchecked")
    private static <K, V> Configuration<K, V> configuration(Cache<K, V> cache) {
        return cache.getConfiguration(Configuration.class);
    }

    private static void requireSame(String name, String what, Class<?> configured, Class<?> asked) {
        if (configured != asked) {
            throw new ClassCastException("the " + what + " of cache " + name + " are of " + configured.getName()
                    + ", not of " + asked.getName());
        }
    }

    /** Those that were created here: other applications' configurations are not known. */
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Cache<K, V> getCache(String name) {
        requireOpen();
        return (Cache<K, V>) caches.get(Objects.requireNonNull(name, "the cache's name"));
    }

    @Override
    public Iterable<String> getCacheNames() {
        requireOpen();
        return List.copyOf(caches.keySet());
    }

    @Override
    public void destroyCache(String name) {
        requireOpen();
        JCache<?, ?> cache = caches.get(Objects.requireNonNull(name, "the cache's name"));
        if (cache != null) {
            cache.destroy();
        }
    }

    @Override
    public void enableManagement(String name, boolean enabled) {
        existing(name).enableManagement(enabled);
    }

    @Override
    public void enableStatistics(String name, boolean enabled) {
        existing(name).enableStatistics(enabled);
    }

    private JCache<?, ?> existing(String name) {
        requireOpen();
        JCache<?, ?> cache = caches.get(Objects.requireNonNull(name, "the cache's name"));
        if (cache == null) {
            throw new IllegalArgumentException("this manager has no cache " + name);
        }
        return cache;
    }

    void closed(JCache<?, ?> cache) {
        caches.remove(cache.getName(), cache);
    }

    @Override
    public void close() {
        MeguriClient ending;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ending = client;
        }
        provider.closed(this);
        List.copyOf(caches.values()).forEach(JCache::close);
        workers.close();
        if (ending != null) {
            ending.close();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (type == MeguriClient.class) {
            return type.cast(client());
        }
        throw new IllegalArgumentException("a manager of Meguri is no " + type.getName());
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the cache manager " + uri + " is closed");
        }
    }

    private synchronized MeguriClient client() {
        requireOpen();
        if (client == null) {
            MeguriClientBuilder builder = MeguriClient.builder().name("meguri-jcache");
            NodesUri.nodes(uri).forEach(builder::nodes);
            String password = JCacheProperties.find(properties, JCacheProperties.PASSWORD);
            if (password != null) {
                builder.password(password);
            }
            Duration timeout = JCacheProperties.timeout(properties);
            try {
                client = (timeout == null ? builder : builder.timeout(timeout)).build();
            } catch (MeguriException | IllegalArgumentException e) {
                throw new CacheException("the cluster at " + uri + " cannot be used: " + e.getMessage(), e);
            }
        }
        return client;
    }
}
