package dev.meguri.client.jcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.client.Read;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.Test;

/** What a processor did to an entry, in one word. */
class ProcessedEntryTest {
    private static final Loader<String, String> LOADER = new Loader<>(new CacheLoader<>() {
        @Override
        public String load(String key) {
            return key.equals("nowhere") ? null : "loaded";
        }

        @Override
        public Map<String, String> loadAll(Iterable<? extends String> keys) {
            throw new AssertionError("not asked for");
        }
    });

    private static Found<String> found(String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return new Found<>(
                new Read<>(bytes, value == null ? null : "1", null, null, null),
                0,
                read -> new String(read, StandardCharsets.UTF_8));
    }

    private static ProcessedEntry<String, String> there() {
        return new ProcessedEntry<>("k", found("old"), LOADER);
    }

    private static ProcessedEntry<String, String> absent(String key) {
        return new ProcessedEntry<>(key, found(null), LOADER);
    }

    @Test
    void untouched_isLeft_andNoAccess() {
        ProcessedEntry<String, String> entry = there();
        assertTrue(entry.exists());
        assertEquals(new Verdict.Leave<String>(false), entry.verdict());
        assertEquals(new Verdict.Leave<String>(false), absent("k").verdict());
    }

    @Test
    void read_isAnAccess() {
        ProcessedEntry<String, String> entry = there();
        assertEquals("old", entry.getValue());
        assertEquals(new Verdict.Leave<String>(true), entry.verdict());
    }

    @Test
    void loaded_isPut_butNotWritten() {
        ProcessedEntry<String, String> entry = absent("k");
        assertFalse(entry.exists());
        assertEquals("loaded", entry.getValue());
        assertTrue(entry.exists());
        assertEquals(new Verdict.Put<>("loaded", false), entry.verdict());
    }

    @Test
    void nothingLoaded_isLeft() {
        ProcessedEntry<String, String> entry = absent("nowhere");
        assertNull(entry.getValue());
        assertNull(entry.getValue());
        assertEquals(new Verdict.Leave<String>(false), entry.verdict());
    }

    @Test
    void set_isPut_andWritten_theLastValueCounts() {
        ProcessedEntry<String, String> entry = there();
        entry.setValue("1");
        entry.setValue("2");
        assertEquals("2", entry.getValue());
        assertEquals(new Verdict.Put<>("2", true), entry.verdict());
        assertThrows(NullPointerException.class, () -> entry.setValue(null));
    }

    @Test
    void removed_isRemoved_alsoWhereNothingIsThere() {
        ProcessedEntry<String, String> entry = there();
        entry.remove();
        assertFalse(entry.exists());
        assertNull(entry.getValue());
        assertEquals(new Verdict.Remove<String>(true), entry.verdict());

        ProcessedEntry<String, String> other = absent("k");
        other.remove();
        assertEquals(new Verdict.Remove<String>(true), other.verdict());
    }

    @Test
    void setAndRemoved_whereNothingWas_leavesNoTrace() {
        ProcessedEntry<String, String> entry = absent("k");
        entry.setValue("1");
        entry.remove();
        assertEquals(new Verdict.Leave<String>(false), entry.verdict());
    }

    @Test
    void removedAndSet_isPut() {
        ProcessedEntry<String, String> entry = there();
        entry.remove();
        entry.setValue("1");
        assertTrue(entry.exists());
        assertEquals(new Verdict.Put<>("1", true), entry.verdict());
    }
}
