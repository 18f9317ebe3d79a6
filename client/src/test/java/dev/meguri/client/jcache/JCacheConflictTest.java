package dev.meguri.client.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.MeguriClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another client changes the key between what a change read and what it makes. */
class JCacheConflictTest {
    private final JCacheScene scene = new JCacheScene();
    private final Cache<String, String> cache = scene.cache();

    @AfterEach
    void close() {
        scene.close();
    }

    /** @param change made right before the first so many conditional writes and removals */
    private void others(int times, Runnable change) {
        AtomicInteger left = new AtomicInteger(times);
        scene.memory.before(words -> {
            boolean isConditional = words.contains("IFVERSION") || words.contains("NX");
            if (isConditional && left.getAndDecrement() > 0) {
                change.run();
            }
        });
    }

    @Test
    void processor_runsAgain_onWhatIsThereThen() {
        cache.put("k", "a");
        others(2, () -> scene.memory.put("users:k", scene.stored("k") + "x"));
        List<String> seen = new ArrayList<>();
        cache.invoke("k", (entry, arguments) -> {
            seen.add(entry.getValue());
            entry.setValue(entry.getValue() + "!");
            return null;
        });
        assertEquals(List.of("a", "ax", "axx"), seen);
        assertEquals("axx!", scene.stored("k"));
    }

    @Test
    void putIfAbsent_seesWhoWasFaster() {
        others(1, () -> scene.memory.put("users:k", "theirs"));
        assertFalse(cache.putIfAbsent("k", "mine"));
        assertEquals("theirs", scene.stored("k"));
    }

    @Test
    void replace_comparesAgain() {
        cache.put("k", "a");
        others(1, () -> scene.memory.put("users:k", "b"));
        assertFalse(cache.replace("k", "a", "c"));
        assertEquals("b", scene.stored("k"));
    }

    @Test
    void getAndPut_tellsWhatItReplaced() {
        cache.put("k", "a");
        others(1, () -> scene.memory.put("users:k", "b"));
        assertEquals("b", cache.getAndPut("k", "c"));
        others(1, () -> scene.memory.remove("users:k"));
        assertNull(cache.getAndPut("k", "d"));
        assertEquals("d", scene.stored("k"));
    }

    @Test
    void remove_ofAnOldValue_leavesANewOne() {
        cache.put("k", "a");
        others(1, () -> scene.memory.put("users:k", "b"));
        assertFalse(cache.remove("k", "a"));
        assertEquals("b", scene.stored("k"));
    }

    @Test
    void writer_isCalledOnce_forOneValue() {
        List<String> written = new ArrayList<>();
        Cache<String, String> through = scene.manager.createCache(
                "through",
                JCacheScene.texts()
                        .setWriteThrough(true)
                        .setCacheWriterFactory(() -> new Recorder(written))
                        .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY)));
        others(3, () -> scene.memory.put("through:k", "b"));
        through.put("k", "a");
        assertEquals(List.of("k=a"), written);
        assertEquals("a", scene.memory.entry("through:k").value());
    }

    @Test
    void whoIsAlwaysTooLate_givesUp_andHasChangedNothing() {
        List<Integer> pauses = new ArrayList<>();
        try (MeguriClient client = MeguriClient.connect(scene.node.address())) {
            Properties texts = new Properties();
            texts.setProperty(JCacheProperties.CODEC, "string");
            Store<String, String> store = Store.open(
                    client, "users", JCacheScene.texts(), texts, getClass().getClassLoader(), System::nanoTime);
            Changes<String, String> changes = new Changes<>(
                    store,
                    new Expiry(CreatedExpiryPolicy.factoryOf(Duration.ETERNAL).create()),
                    null,
                    new Listeners<>(cache, new Workers()),
                    System::nanoTime,
                    pauses::add);
            scene.memory.put("users:k", "a");
            others(Integer.MAX_VALUE, () -> scene.memory.put("users:k", "theirs"));
            CacheException failure = assertThrows(CacheException.class, () -> changes.put("k", "mine", true));
            assertTrue(failure.getMessage().contains("nothing was changed"), failure.getMessage());
            assertEquals("theirs", scene.stored("k"));
            assertEquals(Contention.MAX_ATTEMPTS - 1, pauses.size());
        }
    }

    private record Recorder(List<String> written) implements CacheWriter<String, String> {
        @Override
        public void write(Cache.Entry<? extends String, ? extends String> entry) {
            written.add(entry.getKey() + "=" + entry.getValue());
        }

        @Override
        public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void delete(Object key) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void deleteAll(Collection<?> keys) {
            throw new AssertionError("not asked for");
        }
    }
}
