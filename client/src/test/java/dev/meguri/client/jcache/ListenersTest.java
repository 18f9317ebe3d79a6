package dev.meguri.client.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told what, and when. */
class ListenersTest {
    private static final long PATIENCE_SECONDS = 60;

    private final JCacheScene scene = new JCacheScene();
    private final Cache<String, String> cache = scene.cache();

    @AfterEach
    void close() {
        scene.close();
    }

    /** "CREATED k=v", "UPDATED k=new (old)". */
    private interface All
            extends CacheEntryCreatedListener<String, String>,
                    CacheEntryUpdatedListener<String, String>,
                    CacheEntryRemovedListener<String, String>,
                    CacheEntryExpiredListener<String, String> {
        void told(String event);

        private void told(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
            events.forEach(event -> told(event.getEventType() + " " + event.getKey() + "=" + event.getValue()
                    + (event.isOldValueAvailable() ? " (" + event.getOldValue() + ")" : "")));
        }

        @Override
        default void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
            told(events);
        }

        @Override
        default void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
            told(events);
        }

        @Override
        default void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
            told(events);
        }

        @Override
        default void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
            told(events);
        }
    }

    private MutableCacheEntryListenerConfiguration<String, String> listener(
            All listener, CacheEntryEventFilter<String, String> filter, boolean oldValues, boolean synchronous) {
        return new MutableCacheEntryListenerConfiguration<>(
                () -> listener, filter == null ? null : () -> filter, oldValues, synchronous);
    }

    @Test
    void oldValues_areToldToAll_whereOneWantsThem() {
        List<String> told = new ArrayList<>();
        cache.registerCacheEntryListener(listener(told::add, null, true, true));
        cache.put("k", "1");
        cache.put("k", "2");
        cache.remove("k");
        cache.remove("k");
        assertEquals(List.of("CREATED k=1", "UPDATED k=2 (1)", "REMOVED k=2 (2)"), told);
    }

    @Test
    void withoutOldValues_nothingIsReadForThem() {
        List<String> told = new ArrayList<>();
        cache.registerCacheEntryListener(listener(told::add, null, false, true));
        scene.asked();
        cache.put("k", "1");
        cache.put("k", "2");
        cache.remove("k");
        assertEquals(List.of("CREATED k=1", "UPDATED k=2", "REMOVED k=null"), told);
        assertEquals(3, scene.asked().size());
    }

    @Test
    void filter_decides_andWhatFailsIsTold_butTheChangeIsMade() {
        List<String> told = new ArrayList<>();
        cache.registerCacheEntryListener(listener(
                event -> {
                    throw new IllegalStateException("broken");
                },
                event -> event.getKey().equals("bad"),
                false,
                true));
        cache.registerCacheEntryListener(listener(told::add, null, false, true));
        cache.put("good", "1");
        assertThrows(CacheEntryListenerException.class, () -> cache.put("bad", "2"));
        assertEquals("2", scene.stored("bad"));
        assertEquals(List.of("CREATED good=1", "CREATED bad=2"), told, "the others are told all the same");
    }

    @Test
    void asynchronous_areToldInOrder_andMayChangeTheCacheThemselves() throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        cache.registerCacheEntryListener(listener(
                event -> {
                    if (event.startsWith("CREATED first")) {
                        cache.put("second", "2");
                    }
                    told.add(event);
                },
                null,
                false,
                false));
        cache.put("first", "1");
        assertEquals("CREATED first=1", told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("CREATED second=2", told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whatEndsByAnAccess_isExpired() {
        List<String> told = new ArrayList<>();
        Cache<String, String> once = scene.manager.createCache(
                "once",
                JCacheScene.texts()
                        .setExpiryPolicyFactory(() -> new Once())
                        .addCacheEntryListenerConfiguration(listener(told::add, null, true, true)));
        once.put("k", "1");
        once.get("k");
        assertEquals(List.of("CREATED k=1", "EXPIRED k=1 (1)"), told);
    }

    private static final class Once implements ExpiryPolicy {
        @Override
        public Duration getExpiryForCreation() {
            return Duration.ETERNAL;
        }

        @Override
        public Duration getExpiryForAccess() {
            return Duration.ZERO;
        }

        @Override
        public Duration getExpiryForUpdate() {
            return null;
        }
    }

    @Test
    void deregistered_isToldNothing_andClosed() {
        List<String> told = new ArrayList<>();
        class Closed implements All, AutoCloseable {
            @Override
            public void told(String event) {
                told.add(event);
            }

            @Override
            public void close() {
                told.add("closed");
            }
        }
        var configuration = listener(new Closed(), null, false, true);
        cache.registerCacheEntryListener(configuration);
        assertThrows(IllegalArgumentException.class, () -> cache.registerCacheEntryListener(configuration));
        cache.deregisterCacheEntryListener(configuration);
        cache.put("k", "1");
        assertEquals(List.of("closed"), told);
    }
}
