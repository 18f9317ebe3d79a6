package dev.meguri.client.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expiry policies as times to live of the nodes. */
class JCacheExpiryTest {
    private static final Duration MINUTE = Duration.ONE_MINUTE;
    private static final long MINUTE_MILLIS = 60_000;

    private final JCacheScene scene = new JCacheScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private Cache<String, String> cache(Factory<? extends ExpiryPolicy> policy) {
        return scene.cache(JCacheScene.texts().setExpiryPolicyFactory(policy));
    }

    private record Durations(Duration creation, Duration update, Duration access) implements ExpiryPolicy {
        @Override
        public Duration getExpiryForCreation() {
            return creation;
        }

        @Override
        public Duration getExpiryForAccess() {
            return access;
        }

        @Override
        public Duration getExpiryForUpdate() {
            return update;
        }
    }

    private Cache<String, String> cache(Duration creation, Duration update, Duration access) {
        return cache(() -> new Durations(creation, update, access));
    }

    private long ttlMillis() {
        return scene.memory.entry("users:k").ttlMillis();
    }

    @Test
    void eternal_namesNone_soThatTheNodesPolicyDecides() {
        Cache<String, String> cache = scene.cache();
        cache.put("k", "1");
        List<String> words = scene.asked().getFirst();
        assertFalse(words.contains("PX") || words.contains("PERSIST"), words.toString());
    }

    @Test
    void modified_isForEachWrite() {
        Cache<String, String> cache = cache(ModifiedExpiryPolicy.factoryOf(MINUTE));
        cache.put("k", "1");
        assertEquals(MINUTE_MILLIS, ttlMillis());
        scene.memory.put("users:k", "1", 5);
        cache.replace("k", "2");
        assertEquals(MINUTE_MILLIS, ttlMillis());
        scene.asked();
        cache.get("k");
        assertEquals("GET", scene.asked().getFirst().getFirst(), "an access changes nothing");
    }

    @Test
    void created_isKept_byUpdates() {
        Cache<String, String> cache = cache(CreatedExpiryPolicy.factoryOf(MINUTE));
        cache.put("k", "1");
        assertEquals(MINUTE_MILLIS, ttlMillis());
        scene.memory.put("users:k", "1", 20_000);
        cache.put("k", "2");
        assertEquals("2", scene.stored("k"));
        assertTrue(ttlMillis() > 0 && ttlMillis() <= 20_000, ttlMillis() + " ms of 20 s are left");
        scene.memory.put("users:k", "1");
        scene.asked();
        cache.put("k", "3");
        assertTrue(scene.asked().getLast().contains("PERSIST"), "what did not expire does not");
    }

    @Test
    void accessed_beginsAnew_withEachRead_ofThisVersionAlone() {
        Cache<String, String> cache = cache(AccessedExpiryPolicy.factoryOf(MINUTE));
        scene.memory.put("users:k", "1", 20_000);
        assertEquals("1", cache.get("k"));
        assertEquals(MINUTE_MILLIS, ttlMillis());

        scene.memory.put("users:k", "1", 20_000);
        scene.memory.before(words -> {
            if (words.contains("IFVERSION")) {
                scene.memory.put("users:k", "of another client", 7);
            }
        });
        assertEquals("1", cache.get("k"));
        assertEquals(7, ttlMillis(), "whoever wrote it has decided");
    }

    @Test
    void touched_isForWritesAndReads() {
        Cache<String, String> cache = cache(TouchedExpiryPolicy.factoryOf(MINUTE));
        cache.put("k", "1");
        assertEquals(MINUTE_MILLIS, ttlMillis());
        scene.memory.put("users:k", "1", 5);
        cache.iterator().next();
        assertEquals(MINUTE_MILLIS, ttlMillis());
    }

    @Test
    void zeroForCreation_isNotStored() {
        Cache<String, String> cache = cache(Duration.ZERO, null, null);
        cache.put("k", "1");
        assertFalse(cache.putIfAbsent("k", "1"));
        assertNull(scene.stored("k"));
    }

    @Test
    void zeroForUpdate_removes() {
        Cache<String, String> cache = cache(Duration.ETERNAL, Duration.ZERO, null);
        cache.put("k", "1");
        cache.put("k", "2");
        assertNull(scene.stored("k"));
    }

    @Test
    void zeroForAccess_removes_whatWasRead() {
        Cache<String, String> cache = cache(Duration.ETERNAL, null, Duration.ZERO);
        cache.put("k", "1");
        assertEquals("1", cache.get("k"));
        assertNull(scene.stored("k"));
    }

    @Test
    void longerThanNodesKeep_isEternal() {
        Cache<String, String> cache = cache(new Duration(TimeUnit.DAYS, 100_000), null, null);
        cache.put("k", "1");
        assertEquals(-1, ttlMillis());
    }
}
