package dev.meguri.client.jcache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;

/** The application's CacheWriter. Whatever it throws is a CacheWriterException. */
record Writer<K, V>(CacheWriter<? super K, ? super V> writer) {
    void write(K key, V value) {
        try {
            writer.write(new StoredEntry<>(key, value));
        } catch (CacheWriterException e) {
            throw e;
        } catch (Exception e) {
            throw new CacheWriterException("the writer failed", e);
        }
    }

    void delete(K key) {
        try {
            writer.delete(key);
        } catch (CacheWriterException e) {
            throw e;
        } catch (Exception e) {
            throw new CacheWriterException("the writer failed", e);
        }
    }

    /** @param written gets the keys that were, also where this fails */
    void writeAll(Map<? extends K, ? extends V> map, Collection<K> written) {
        List<Cache.Entry<? extends K, ? extends V>> entries = new ArrayList<>(map.size());
        map.forEach((key, value) -> entries.add(new StoredEntry<K, V>(key, value)));
        try {
            writeAllRaw(entries);
            written.addAll(map.keySet());
        } catch (Exception e) {
            // a writer takes out what it has written
            written.addAll(map.keySet());
            entries.forEach(entry -> written.remove(entry.getKey()));
            throw e instanceof CacheWriterException known ? known : new CacheWriterException("the writer failed", e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void writeAllRaw(Collection<?> entries) {
        ((CacheWriter) writer).writeAll((Collection) entries);
    }

    /** @param deleted gets the keys that were, also where this fails */
    void deleteAll(Collection<? extends K> keys, Collection<K> deleted) {
        Collection<K> left = new ArrayList<>(keys);
        try {
            writer.deleteAll(left);
            deleted.addAll(keys);
        } catch (Exception e) {
            // a writer takes out what it has deleted
            deleted.addAll(keys);
            deleted.removeAll(left);
            throw e instanceof CacheWriterException known ? known : new CacheWriterException("the writer failed", e);
        }
    }
}
