package dev.meguri.client.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.error.MemoryLimitException;
import dev.meguri.client.fake.Resp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cache asks the nodes for. */
class JCacheTest {
    private final JCacheScene scene = new JCacheScene();
    private final Cache<String, String> cache = scene.cache();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void keys_haveTheNameOfTheCacheAsPrefix() {
        cache.put("42", "Aya");
        assertEquals("Aya", scene.stored("42"));
        assertEquals("Aya", cache.get("42"));
    }

    @Test
    void plainPutAndGet_areOneRequestEach() {
        cache.put("42", "Aya");
        assertEquals(
                List.of("MEGURI.SET", "users:42", "Aya"),
                scene.asked().getFirst().subList(0, 3));
        cache.get("42");
        cache.containsKey("42");
        cache.remove("42");
        List<List<String>> asked = scene.asked();
        assertEquals(
                List.of("GET", "EXISTS", "MEGURI.DEL"),
                asked.stream().map(List::getFirst).toList());
    }

    @Test
    void namesWithColons_keepKeysApart() {
        Cache<String, String> a = scene.manager.createCache("a", JCacheScene.texts());
        Cache<String, String> ab = scene.manager.createCache("a:b", JCacheScene.texts());
        a.put("b:k", "1");
        ab.put("k", "2");
        assertEquals("1", a.get("b:k"));
        ab.clear();
        assertEquals("1", a.get("b:k"));
    }

    @Test
    void conditionalOperations_lookAtTheValue_andDoAsTheySay() {
        assertTrue(cache.putIfAbsent("k", "1"));
        assertFalse(cache.putIfAbsent("k", "2"));
        assertFalse(cache.replace("k", "2", "3"));
        assertTrue(cache.replace("k", "1", "3"));
        assertFalse(cache.replace("other", "1"));
        assertEquals("3", cache.getAndReplace("k", "4"));
        assertEquals("4", cache.getAndPut("k", "5"));
        assertFalse(cache.remove("k", "4"));
        assertEquals("5", scene.stored("k"));
        assertTrue(cache.remove("k", "5"));
        assertNull(scene.stored("k"));
        assertNull(cache.getAndRemove("k"));
        assertNull(cache.getAndReplace("k", "6"));
    }

    @Test
    void many_areWrittenReadAndRemoved() {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < Reading.WINDOW + 10; i++) {
            map.put("k" + i, "v" + i);
        }
        cache.putAll(map);
        assertEquals(map.size(), scene.memory.keys().size());
        assertEquals(map, new TreeMap<>(cache.getAll(map.keySet())));
        cache.removeAll(Set.of("k1", "k2", "other"));
        assertEquals(map.size() - 2, scene.memory.keys().size());
        cache.removeAll();
        assertEquals(List.of(), scene.memory.keys());
    }

    @Test
    void iteration_meetsEachEntry_andLeavesOutKeysOfOthers() {
        Cache<Integer, String> numbers = scene.manager.createCache(
                "numbers", new MutableConfiguration<Integer, String>().setTypes(Integer.class, String.class));
        for (int i = 0; i < 5; i++) {
            numbers.put(i, "v" + i);
        }
        scene.memory.put("numbers:foreign", "text");
        scene.memory.put("numbers:#q:1", "text");
        cache.put("1", "not a number");
        Map<Integer, String> met = new HashMap<>();
        numbers.forEach(entry -> met.put(entry.getKey(), entry.getValue()));
        assertEquals(Map.of(0, "v0", 1, "v1", 2, "v2", 3, "v3", 4, "v4"), met);
    }

    @Test
    void clear_removesWhatIsUnderThePrefix_andNothingElse() {
        cache.put("1", "a");
        scene.memory.put("users:#q:1", "of somebody else");
        scene.memory.put("usersandmore:1", "b");
        cache.clear();
        assertEquals(List.of("usersandmore:1"), scene.memory.keys());
    }

    @Test
    void closing_keepsWhatIsThere_destroyingDoesNot() {
        cache.put("1", "a");
        cache.close();
        assertThrows(IllegalStateException.class, () -> cache.get("1"));
        Cache<String, String> again = scene.cache();
        assertEquals("a", again.get("1"));
        scene.manager.destroyCache("users");
        assertTrue(again.isClosed());
        assertEquals(List.of(), scene.memory.keys());
    }

    @Test
    void types_areChecked_nullIsRefused() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Cache<Object, Object> untyped = (Cache) cache;
        assertThrows(ClassCastException.class, () -> untyped.put(1, "a"));
        assertThrows(ClassCastException.class, () -> untyped.put("a", 1));
        assertThrows(NullPointerException.class, () -> cache.put("a", null));
        assertThrows(NullPointerException.class, () -> cache.get(null));
        assertEquals(List.of(), scene.memory.keys());
    }

    @Test
    void failures_areCacheExceptions_withTheClientsOwnAsCause() {
        scene.node.script(words -> Resp.error("OOM the policy's maxBytes is reached"));
        CacheException failure = assertThrows(CacheException.class, () -> cache.put("1", "a"));
        assertInstanceOf(MemoryLimitException.class, failure.getCause());
    }

    @Test
    void processors_seeTheEntry_andWhatTheyThrowIsWrapped() {
        cache.put("k", "1");
        String result = cache.invoke(
                "k",
                (entry, arguments) -> {
                    entry.setValue(entry.getValue() + arguments[0]);
                    return entry.getValue();
                },
                "2");
        assertEquals("12", result);
        assertEquals("12", scene.stored("k"));

        EntryProcessorException failure = assertThrows(
                EntryProcessorException.class,
                () -> cache.invoke("k", (entry, arguments) -> {
                    entry.remove();
                    throw new IllegalStateException("no");
                }));
        assertInstanceOf(IllegalStateException.class, failure.getCause());
        assertEquals("12", scene.stored("k"), "nothing of it was made");
    }
}
