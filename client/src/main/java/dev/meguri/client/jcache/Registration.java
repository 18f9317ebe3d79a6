package dev.meguri.client.jcache;

import java.util.List;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/** One listener, made by its configuration. */
final class Registration<K, V> {
    final CacheEntryListenerConfiguration<K, V> configuration;
    private final CacheEntryListener<? super K, ? super V> listener;
    /** Null: it wants all. */
    private final CacheEntryEventFilter<? super K, ? super V> filter;

    Registration(CacheEntryListenerConfiguration<K, V> configuration) {
        this.configuration = configuration;
        this.listener = configuration.getCacheEntryListenerFactory().create();
        this.filter = configuration.getCacheEntryEventFilterFactory() == null
                ? null
                : configuration.getCacheEntryEventFilterFactory().create();
    }

    boolean isSynchronous() {
        return configuration.isSynchronous();
    }

    boolean wantsOldValues() {
        return configuration.isOldValueRequired();
    }

    /** @throws CacheEntryListenerException whatever the listener threw */
    void tell(EntryEvent<K, V> event) {
        try {
            if (filter == null || filter.evaluate(event)) {
                dispatch(List.of(event), event);
            }
        } catch (CacheEntryListenerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CacheEntryListenerException("a listener failed", e);
        }
    }

    @SuppressWarnings("unchecked")
    private void dispatch(List<? extends CacheEntryEvent<K, V>> events, EntryEvent<K, V> event) {
        Iterable<CacheEntryEvent<? extends K, ? extends V>> all =
                (Iterable<CacheEntryEvent<? extends K, ? extends V>>) (Iterable<?>) events;
        switch (event.getEventType()) {
            case CREATED -> {
                if (listener instanceof CacheEntryCreatedListener<?, ?> created) {
                    ((CacheEntryCreatedListener<K, V>) created).onCreated(all);
                }
            }
            case UPDATED -> {
                if (listener instanceof CacheEntryUpdatedListener<?, ?> updated) {
                    ((CacheEntryUpdatedListener<K, V>) updated).onUpdated(all);
                }
            }
            case REMOVED -> {
                if (listener instanceof CacheEntryRemovedListener<?, ?> removed) {
                    ((CacheEntryRemovedListener<K, V>) removed).onRemoved(all);
                }
            }
            case EXPIRED -> {
                if (listener instanceof CacheEntryExpiredListener<?, ?> expired) {
                    ((CacheEntryExpiredListener<K, V>) expired).onExpired(all);
                }
            }
        }
    }

    void close() {
        Closing.quietly(listener);
        Closing.quietly(filter);
    }
}
