package dev.meguri.client.jcache;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** What a cache was configured with, or is by now. Immutable: each change makes another one. */
final class CacheConfiguration<K, V> implements CompleteConfiguration<K, V> {
    private static final long serialVersionUID = 1;

    /** Nobody changes it. */
    private final MutableConfiguration<K, V> values;

    private CacheConfiguration(MutableConfiguration<K, V> values) {
        this.values = values;
    }

    /** A copy. */
    static <K, V> CacheConfiguration<K, V> of(Configuration<K, V> configuration) {
        if (configuration instanceof CompleteConfiguration<K, V> complete) {
            return new CacheConfiguration<>(new MutableConfiguration<>(complete));
        }
        return new CacheConfiguration<>(new MutableConfiguration<K, V>()
                .setTypes(configuration.getKeyType(), configuration.getValueType())
                .setStoreByValue(configuration.isStoreByValue()));
    }

    /**
     * @throws UnsupportedOperationException it asks for what this provider does not have
     * @throws IllegalArgumentException it does not fit together
     */
    void requireSupported() {
        if (!isStoreByValue()) {
            throw new UnsupportedOperationException("values are bytes at a node: there is no storing by reference");
        }
        if (isReadThrough() && getCacheLoaderFactory() == null) {
            throw new IllegalArgumentException("read-through needs a CacheLoader");
        }
        if (isWriteThrough() && getCacheWriterFactory() == null) {
            throw new IllegalArgumentException("write-through needs a CacheWriter");
        }
    }

    CacheConfiguration<K, V> withStatistics(boolean enabled) {
        return new CacheConfiguration<>(copy().setStatisticsEnabled(enabled));
    }

    CacheConfiguration<K, V> withManagement(boolean enabled) {
        return new CacheConfiguration<>(copy().setManagementEnabled(enabled));
    }

    /** @throws IllegalArgumentException it is there already */
    CacheConfiguration<K, V> with(CacheEntryListenerConfiguration<K, V> listener) {
        return new CacheConfiguration<>(copy().addCacheEntryListenerConfiguration(listener));
    }

    CacheConfiguration<K, V> without(CacheEntryListenerConfiguration<K, V> listener) {
        return new CacheConfiguration<>(copy().removeCacheEntryListenerConfiguration(listener));
    }

    private MutableConfiguration<K, V> copy() {
        return new MutableConfiguration<>(values);
    }

    @Override
    public Class<K> getKeyType() {
        return values.getKeyType();
    }

    @Override
    public Class<V> getValueType() {
        return values.getValueType();
    }

    @Override
    public boolean isStoreByValue() {
        return values.isStoreByValue();
    }

    @Override
    public boolean isReadThrough() {
        return values.isReadThrough();
    }

    @Override
    public boolean isWriteThrough() {
        return values.isWriteThrough();
    }

    @Override
    public boolean isStatisticsEnabled() {
        return values.isStatisticsEnabled();
    }

    @Override
    public boolean isManagementEnabled() {
        return values.isManagementEnabled();
    }

    @Override
    public Set<CacheEntryListenerConfiguration<K, V>> getCacheEntryListenerConfigurations() {
        Set<CacheEntryListenerConfiguration<K, V>> listeners = new LinkedHashSet<>();
        values.getCacheEntryListenerConfigurations().forEach(listeners::add);
        return listeners;
    }

    @Override
    public Factory<CacheLoader<K, V>> getCacheLoaderFactory() {
        return values.getCacheLoaderFactory();
    }

    @Override
    public Factory<CacheWriter<? super K, ? super V>> getCacheWriterFactory() {
        return values.getCacheWriterFactory();
    }

    @Override
    public Factory<ExpiryPolicy> getExpiryPolicyFactory() {
        return values.getExpiryPolicyFactory();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheConfiguration<?, ?> that && Objects.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
