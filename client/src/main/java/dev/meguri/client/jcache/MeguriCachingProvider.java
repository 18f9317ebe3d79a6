package dev.meguri.client.jcache;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;

/**
 * Meguri as a provider of JCache. A URI names some of a cluster's nodes: {@code meguri://host:port,host:port}; the default one is made of
 * {@code -Dmeguri.nodes} or {@code MEGURI_NODES}, and is {@code meguri://localhost:7001} without. Other settings:
 * {@link JCacheProperties}. A manager connects when its first cache is created.
 */
public final class MeguriCachingProvider implements CachingProvider {
    private record Id(URI uri, ClassLoader loader) {}

    private final Map<Id, MeguriCacheManager> managers = new HashMap<>();
    private volatile URI defaultUri;

    @Override
    public CacheManager getCacheManager(URI uri, ClassLoader classLoader, Properties properties) {
        Id id = new Id(
                uri == null ? getDefaultURI() : uri, classLoader == null ? getDefaultClassLoader() : classLoader);
        synchronized (managers) {
            return managers.computeIfAbsent(
                    id, missing -> new MeguriCacheManager(this, id.uri(), id.loader(), properties));
        }
    }

    @Override
    public CacheManager getCacheManager(URI uri, ClassLoader classLoader) {
        return getCacheManager(uri, classLoader, null);
    }

    @Override
    public CacheManager getCacheManager() {
        return getCacheManager(null, null, null);
    }

    @Override
    public ClassLoader getDefaultClassLoader() {
        return getClass().getClassLoader();
    }

    @Override
    public URI getDefaultURI() {
        URI uri = defaultUri;
        if (uri == null) {
            String nodes = JCacheProperties.find(getDefaultProperties(), JCacheProperties.NODES);
            uri = NodesUri.of(nodes == null ? JCacheProperties.DEFAULT_NODES : nodes);
            defaultUri = uri;
        }
        return uri;
    }

    @Override
    public Properties getDefaultProperties() {
        return new Properties();
    }

    @Override
    public void close() {
        close(id -> true);
    }

    @Override
    public void close(ClassLoader classLoader) {
        ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
        close(id -> id.loader() == loader);
    }

    @Override
    public void close(URI uri, ClassLoader classLoader) {
        Id wanted = new Id(
                uri == null ? getDefaultURI() : uri, classLoader == null ? getDefaultClassLoader() : classLoader);
        close(wanted::equals);
    }

    private void close(Predicate<Id> which) {
        List<MeguriCacheManager> closing = new ArrayList<>();
        synchronized (managers) {
            managers.forEach((id, manager) -> {
                if (which.test(id)) {
                    closing.add(manager);
                }
            });
        }
        closing.forEach(MeguriCacheManager::close);
    }

    void closed(MeguriCacheManager manager) {
        synchronized (managers) {
            managers.values().remove(manager);
        }
    }

    /** Values are bytes at a node: there are no references to share. */
    @Override
    public boolean isSupported(OptionalFeature optionalFeature) {
        return false;
    }
}
