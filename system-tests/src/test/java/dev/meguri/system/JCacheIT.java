package dev.meguri.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.meguri.client.jcache.MeguriCachingProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the TCK does not ask: applications that share a cache. Each has its own manager and its own connections, as two JVMs have. */
class JCacheIT {
    private static final int APPLICATIONS = 2;
    private static final int THREADS = 4;
    private static final int INCREMENTS = 50;
    /** Several pages of a walk, and several slots of every node. */
    private static final int MANY = 3_000;

    private static Cluster cluster;

    private final List<MeguriCachingProvider> applications = new ArrayList<>();

    @BeforeAll
    static void start() {
        cluster = Cluster.shared();
        Http.put(cluster.manager() + "/api/cluster/policies/jcache-strong:", "{\"preset\":\"strong\"}")
                .require(200, 201);
    }

    @AfterAll
    static void forget() {
        Http.delete(cluster.manager() + "/api/cluster/policies/jcache-strong:").require(200, 202, 204);
    }

    @BeforeEach
    void begin() {
        for (int i = 0; i < APPLICATIONS; i++) {
            applications.add(new MeguriCachingProvider());
        }
    }

    @AfterEach
    void close() {
        applications.forEach(MeguriCachingProvider::close);
    }

    private <V> List<Cache<String, V>> caches(String name, Class<V> type) {
        URI uri = URI.create("meguri://127.0.0.1:" + cluster.respPort(1));
        List<Cache<String, V>> caches = new ArrayList<>();
        for (MeguriCachingProvider application : applications) {
            caches.add(application
                    .getCacheManager(uri, getClass().getClassLoader())
                    .createCache(name, new MutableConfiguration<String, V>().setTypes(String.class, type)));
        }
        return caches;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jcache-safe", "jcache-strong"})
    void processorsOfSeveralApplications_loseNoIncrement(String name) throws Exception {
        List<Cache<String, Long>> caches = caches(name, Long.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(APPLICATIONS * THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < APPLICATIONS * THREADS; i++) {
                Cache<String, Long> cache = caches.get(i % APPLICATIONS);
                running.add(threads.submit(() -> {
                    for (int n = 0; n < INCREMENTS; n++) {
                        cache.invoke("visits", (entry, arguments) -> {
                            entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
                            return null;
                        });
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertEquals(
                (long) APPLICATIONS * THREADS * INCREMENTS, caches.getFirst().get("visits"));
        caches.getFirst().getCacheManager().destroyCache(name);
    }

    @Test
    void putIfAbsent_succeedsForOneApplication() throws Exception {
        List<Cache<String, String>> caches = caches("jcache-once", String.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(APPLICATIONS * THREADS)) {
            for (int key = 0; key < INCREMENTS; key++) {
                String name = "k" + key;
                List<Future<Boolean>> running = new ArrayList<>();
                for (int i = 0; i < APPLICATIONS * THREADS; i++) {
                    String value = "of " + i;
                    Cache<String, String> cache = caches.get(i % APPLICATIONS);
                    running.add(threads.submit(() -> cache.putIfAbsent(name, value)));
                }
                int made = 0;
                for (Future<Boolean> one : running) {
                    made += one.get() ? 1 : 0;
                }
                assertEquals(1, made, name);
            }
        }
        caches.getFirst().getCacheManager().destroyCache("jcache-once");
    }

    @Test
    void iteration_meetsWhatAllNodesHave_andClearRemovesIt() {
        List<Cache<String, String>> caches = caches("jcache-many", String.class);
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            all.put("key " + i, "value " + i);
        }
        caches.getFirst().putAll(all);
        Map<String, String> met = new HashMap<>();
        for (Cache.Entry<String, String> entry : caches.getLast()) {
            assertNull(met.put(entry.getKey(), entry.getValue()), "met twice");
        }
        assertEquals(all, met);
        assertEquals(all, caches.getLast().getAll(all.keySet()));
        caches.getLast().clear();
        assertFalse(caches.getFirst().iterator().hasNext(), "something is left");
        caches.getFirst().getCacheManager().destroyCache("jcache-many");
    }
}
