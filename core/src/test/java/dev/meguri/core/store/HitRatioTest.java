package dev.meguri.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hit ratios of a cache that is filled on a miss, with room for a number of equal entries. */
class HitRatioTest {
    private static final int SLOTS = 1_024;
    private static final int VALUE_BYTES = 100;
    private static final int[] ZIPF = Traces.zipf(200_000, 50_000, 0.9, 1);
    private static final int[] SCANNED = Traces.scanned(ZIPF, 10_000, 5_000);

    /** Name, trace, room for so many entries, least part of Caffeine's hit ratio (whose hashes are seeded anew each run). */
    static Stream<Arguments> traces() {
        return Stream.of(
                Arguments.of("zipf 0.9", ZIPF, 1_000, 0.98),
                Arguments.of("zipf 0.9, more room", ZIPF, 5_000, 0.98),
                Arguments.of("zipf 0.7", Traces.zipf(200_000, 50_000, 0.7, 2), 2_000, 0.95),
                Arguments.of("zipf 1.1", Traces.zipf(200_000, 50_000, 1.1, 3), 500, 0.98),
                Arguments.of("zipf with scans", SCANNED, 1_000, 0.98),
                Arguments.of("loop", Traces.loop(120_000, 1_500), 1_000, 0.95),
                Arguments.of("shifting zipf", Traces.shifting(5, 40_000, 20_000, 0.9, 4), 1_000, 0.97),
                // all depends on how soon the window grows; plain LRU is best here, for Caffeine too
                Arguments.of("recency", Traces.recent(400_000, 1_000, 5), 500, 0.85));
    }

    @ParameterizedTest(name = "{0}, {2} entries")
    @MethodSource("traces")
    void tinyLfu_onKnownKindsOfTraffic_comesNearCaffeine(String name, int[] trace, int entries, double least) {
        double caffeine = caffeine(trace, entries);
        double tinyLfu = store(trace, entries, Policy.Eviction.TINYLFU);
        assertTrue(tinyLfu >= least * caffeine, name + ": " + tinyLfu + " where Caffeine has " + caffeine);
    }

    @Test
    void tinyLfu_onZipf_beatsLru() {
        double lru = store(ZIPF, 1_000, Policy.Eviction.LRU);
        double tinyLfu = store(ZIPF, 1_000, Policy.Eviction.TINYLFU);
        assertTrue(tinyLfu > lru + 0.08, tinyLfu + " and LRU " + lru);
    }

    @Test
    void tinyLfu_whenScansPass_keepsWhatIsUsedOften() {
        int keyAccesses = ZIPF.length;
        double undisturbed = store(ZIPF, 1_000, Policy.Eviction.TINYLFU) * ZIPF.length / keyAccesses;
        double scanned = store(SCANNED, 1_000, Policy.Eviction.TINYLFU) * SCANNED.length / keyAccesses;
        double lru = store(SCANNED, 1_000, Policy.Eviction.LRU) * SCANNED.length / keyAccesses;
        assertTrue(scanned > 0.97 * undisturbed, scanned + " with scans, " + undisturbed + " without");
        assertTrue(scanned > 1.2 * lru, scanned + " and LRU " + lru);
    }

    @Test
    void tinyLfu_onLoopLargerThanMemory_keepsPartOfIt() {
        int[] loop = Traces.loop(120_000, 1_500);
        assertEquals(0, store(loop, 1_000, Policy.Eviction.LRU));
        assertTrue(store(loop, 1_000, Policy.Eviction.TINYLFU) > 0.5);
    }

    @Test
    void eviction_withSameSeed_isTheSame() {
        assertEquals(store(SCANNED, 700, Policy.Eviction.TINYLFU), store(SCANNED, 700, Policy.Eviction.TINYLFU));
    }

    /**
     * A replica's copies are never read: judged by themselves they would be the first to go, hot keys among them.
     *
     * @param together whether all nodes evict before they hear of each other's evictions
     */
    @ParameterizedTest
    @CsvSource({"TINYLFU, false", "TINYLFU, true", "LRU, false", "LRU, true"})
    void replicas_thatTellEachOtherOfEvictions_doAboutAsWellAsOneStore(Policy.Eviction eviction, boolean together) {
        double alone = store(ZIPF, 3_000, eviction);
        double replicated = replicated(ZIPF, 3_000, eviction, together);
        assertTrue(replicated > 0.96 * alone, replicated + " replicated, " + alone + " alone");
    }

    /** Three nodes that all hold everything and lead a third of the slots each; all reads go to who leads. */
    private static double replicated(int[] trace, int entries, Policy.Eviction eviction, boolean together) {
        List<Store> nodes =
                List.of(newStore(entries, eviction), newStore(entries, eviction), newStore(entries, eviction));
        int hits = 0;
        long now = Stores.NOW;
        for (int key : trace) {
            Entry entry = Stores.value(name(key), ++now, VALUE_BYTES);
            Entry held = nodes.get(entry.key().slot(SLOTS) % 3).read(entry.key(), now);
            if (held != null && held.isReadableAt(now)) {
                hits++;
                continue;
            }
            for (Store node : nodes) {
                node.merge(entry, now);
            }
            List<Entry> marks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int node = (entry.key().slot(SLOTS) + i) % 3;
                marks.addAll(nodes.get(node).evict(slot -> slot % 3 == node, now, Integer.MAX_VALUE));
                if (!together) {
                    merge(marks, nodes, now);
                }
            }
            merge(marks, nodes, now);
        }
        return (double) hits / trace.length;
    }

    private static void merge(List<Entry> marks, List<Store> nodes, long now) {
        for (Entry mark : marks) {
            nodes.forEach(node -> node.merge(mark, now));
        }
    }

    private static double caffeine(int[] trace, int entries) {
        Cache<Integer, Integer> cache = Caffeine.newBuilder()
                .maximumSize(entries)
                .executor(Runnable::run)
                .build();
        int hits = 0;
        for (int key : trace) {
            if (cache.getIfPresent(key) != null) {
                hits++;
            } else {
                cache.put(key, key);
            }
        }
        return (double) hits / trace.length;
    }

    private static double store(int[] trace, int entries, Policy.Eviction eviction) {
        Store store = newStore(entries, eviction);
        int hits = 0;
        long now = Stores.NOW;
        for (int key : trace) {
            Entry entry = Stores.value(name(key), ++now, VALUE_BYTES);
            Entry held = store.read(entry.key(), now);
            if (held != null && held.isReadableAt(now)) {
                hits++;
            } else {
                store.merge(entry, now);
                store.evict(slot -> true, now, Integer.MAX_VALUE);
            }
        }
        return (double) hits / trace.length;
    }

    private static Store newStore(int entries, Policy.Eviction eviction) {
        long entryBytes = EntryBytes.of(Stores.value("k00000000", Stores.NOW, VALUE_BYTES));
        Policy policy = Stores.policy(Policy.DEFAULT, 1, entries * entryBytes, eviction);
        return new Store(new StoreSettings(1L << 40, 1_000, 7, 1, 1), SLOTS, new PolicyTable(List.of(policy)));
    }

    private static String name(int key) {
        String digits = Integer.toString(key);
        return "k" + "0".repeat(8 - digits.length()) + digits;
    }
}
