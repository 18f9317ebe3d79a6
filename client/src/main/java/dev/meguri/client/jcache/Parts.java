package dev.meguri.client.jcache;

import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** What an application's factories made for a cache. @param loader null: none; @param writer null: none */
record Parts<K, V>(CacheLoader<K, V> loader, CacheWriter<? super K, ? super V> writer, ExpiryPolicy expiry) {
    static <K, V> Parts<K, V> of(CompleteConfiguration<K, V> configuration) {
        return new Parts<>(
                made(configuration.getCacheLoaderFactory()),
                made(configuration.getCacheWriterFactory()),
                configuration.getExpiryPolicyFactory().create());
    }

    private static <T> T made(Factory<? extends T> factory) {
        return factory == null ? null : factory.create();
    }

    void close() {
        Closing.quietly(loader);
        Closing.quietly(writer);
        Closing.quietly(expiry);
    }
}
