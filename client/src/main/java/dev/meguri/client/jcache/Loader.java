package dev.meguri.client.jcache;

import java.util.Map;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;

/** The application's CacheLoader. Whatever it throws is a CacheLoaderException. */
record Loader<K, V>(CacheLoader<K, V> loader) {
    /** Null: there is nothing to load. */
    V load(K key) {
        try {
            return loader.load(key);
        } catch (CacheLoaderException e) {
            throw e;
        } catch (Exception e) {
            throw new CacheLoaderException("the loader failed", e);
        }
    }

    Map<K, V> loadAll(Iterable<? extends K> keys) {
        try {
            Map<K, V> loaded = loader.loadAll(keys);
            return loaded == null ? Map.of() : loaded;
        } catch (CacheLoaderException e) {
            throw e;
        } catch (Exception e) {
            throw new CacheLoaderException("the loader failed", e);
        }
    }
}
