package dev.meguri.client.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.MeguriClient;
import dev.meguri.client.codec.Codec;
import dev.meguri.client.error.MeguriException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;

/** How a manager is found, and what it is set to. */
class MeguriCacheManagerTest {
    private static final MutableConfiguration<String, String> TEXTS = JCacheScene.texts();

    record User(String name, int age) {}

    /** Text in capitals. */
    public static final class Shout implements Codec<String> {
        @Override
        public byte[] encode(String value) {
            return value.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Test
    void provider_isFound() {
        assertTrue(ServiceLoader.load(CachingProvider.class).stream()
                .anyMatch(found -> found.type() == MeguriCachingProvider.class));
    }

    @Test
    void manager_isOnePerUriAndClassLoader_andConnectsWithItsFirstCache() {
        try (MeguriCachingProvider provider = new MeguriCachingProvider()) {
            URI nobody = URI.create("meguri://127.0.0.1:1");
            Properties properties = new Properties();
            properties.setProperty(JCacheProperties.TIMEOUT, "1");
            CacheManager manager = provider.getCacheManager(nobody, null, properties);
            assertSame(manager, provider.getCacheManager(nobody, null));
            assertNotSame(manager, provider.getCacheManager(nobody, new ClassLoader() {}));
            CacheException failure = assertThrows(CacheException.class, () -> manager.createCache("users", TEXTS));
            assertInstanceOf(MeguriException.class, failure.getCause());
        }
    }

    @Test
    void unwrapped_isTheClientOfAllItsCaches() {
        try (JCacheScene scene = new JCacheScene()) {
            Cache<String, String> cache = scene.cache();
            MeguriClient client = scene.manager.unwrap(MeguriClient.class);
            assertNotNull(client);
            assertSame(client, cache.unwrap(MeguriClient.class));
            assertThrows(IllegalArgumentException.class, () -> cache.unwrap(String.class));
        }
    }

    @Test
    void password_isSent() throws InterruptedException {
        try (JCacheScene scene = new JCacheScene(JCacheProperties.PASSWORD, "secret")) {
            scene.cache();
            List<String> greeting = scene.node.greetings.take();
            assertTrue(greeting.contains("AUTH") && greeting.contains("secret"), greeting.toString());
        }
    }

    @Test
    void whatCannotBe_isRefused() {
        try (JCacheScene scene = new JCacheScene()) {
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> scene.cache(JCacheScene.texts().setStoreByValue(false)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> scene.cache(JCacheScene.texts().setReadThrough(true)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> scene.cache(JCacheScene.texts().setWriteThrough(true)));
            scene.cache();
            assertThrows(CacheException.class, scene::cache);
            assertThrows(ClassCastException.class, () -> scene.manager.getCache("users", String.class, Long.class));
            assertThrows(IllegalArgumentException.class, () -> scene.manager.enableStatistics("other", true));
        }
    }

    @Test
    void codec_isSetForAll_orForOneCache() {
        try (JCacheScene scene = new JCacheScene(
                JCacheProperties.CODEC,
                "string",
                JCacheProperties.CODEC + ".people",
                "json",
                JCacheProperties.CODEC + ".loud",
                Shout.class.getName())) {
            Cache<String, User> people = scene.manager.createCache(
                    "people", new MutableConfiguration<String, User>().setTypes(String.class, User.class));
            people.put("1", new User("Aya", 30));
            assertEquals(
                    "{\"name\":\"Aya\",\"age\":30}",
                    scene.memory.entry("people:1").value());
            assertEquals(new User("Aya", 30), people.get("1"));

            scene.manager.createCache("loud", TEXTS).put("1", "hey");
            assertEquals("HEY", scene.memory.entry("loud:1").value());
            scene.manager.createCache("calm", TEXTS).put("1", "hey");
            assertEquals("hey", scene.memory.entry("calm:1").value());
        }
    }

    @Test
    void codecThatIsNone_isRefused() {
        try (JCacheScene scene = new JCacheScene(JCacheProperties.CODEC, "java.lang.String")) {
            assertThrows(CacheException.class, scene::cache);
        }
        try (JCacheScene scene = new JCacheScene(JCacheProperties.CODEC, "json")) {
            assertThrows(
                    CacheException.class,
                    () -> scene.manager.createCache("untyped", new MutableConfiguration<Object, Object>()));
        }
        try (JCacheScene scene = new JCacheScene(JCacheProperties.SERIAL_FILTER, "maxbytes=x")) {
            assertThrows(CacheException.class, scene::cache);
        }
    }

    @Test
    void closedManager_closesItsCaches_andAnotherOneIsGiven() {
        try (JCacheScene scene = new JCacheScene()) {
            Cache<String, String> cache = scene.cache();
            cache.put("k", "1");
            scene.manager.close();
            assertTrue(cache.isClosed());
            assertThrows(IllegalStateException.class, () -> scene.manager.getCache("users"));
            CacheManager next =
                    scene.provider.getCacheManager(scene.manager.getURI(), null, scene.manager.getProperties());
            assertNotSame(scene.manager, next);
            assertEquals("1", next.createCache("users", TEXTS).get("k"), "what is at the nodes stays");
        }
    }
}
