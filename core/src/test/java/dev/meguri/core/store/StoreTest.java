package dev.meguri.core.store;

import static dev.meguri.core.store.Stores.NOW;
import static dev.meguri.core.store.Stores.value;
import static dev.meguri.core.store.Stores.valueWithExpiry;
import static dev.meguri.core.store.Stores.version;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
    private static final int SLOTS = 16;
    private static final long GRACE_MILLIS = 10_000;
    private static final Key KEY = Key.of("key");

    private final Store store = new Store(StoreSettings.of(1L << 30, GRACE_MILLIS, 1), SLOTS, PolicyTable.defaults());
    private final int slot = KEY.slot(SLOTS);

    @Test
    void merge_ofNewerValue_replacesOlder() {
        assertEquals(MergeOutcome.APPLIED, store.merge(value("key", NOW, 10), NOW));
        assertEquals(MergeOutcome.APPLIED, store.merge(value("key", NOW + 1, 20), NOW));
        assertEquals(MergeOutcome.ALREADY, store.merge(value("key", NOW, 10), NOW));
        assertEquals(20, store.peek(KEY).value().length);
        assertEquals(1, store.stats().removed(Removal.REPLACED));
        assertEquals(1, store.count(slot));
    }

    @Test
    void merge_ofTombstone_hidesValueAndSaysWhy() {
        store.merge(value("key", NOW, 10), NOW);
        store.merge(Entry.tombstone(KEY, version(NOW + 1)), NOW + 1);
        assertFalse(store.read(KEY, NOW + 1).isReadableAt(NOW + 1));
        assertEquals(Removal.DELETED, store.whyGone(KEY));
        assertEquals(0, store.count(slot));
        assertEquals(1, store.size(slot));
        assertEquals(MergeOutcome.ALREADY, store.merge(value("key", NOW, 10), NOW + 2));
    }

    @Test
    void merge_ofTombstonePastGrace_keepsNoMarkButTakesOlderValueAway() {
        long late = NOW + GRACE_MILLIS;
        assertEquals(MergeOutcome.ALREADY, store.merge(Entry.tombstone(KEY, version(NOW)), late));
        assertNull(store.peek(KEY));
        store.merge(value("key", NOW - 1, 10), late);
        assertEquals(MergeOutcome.APPLIED, store.merge(Entry.tombstone(KEY, version(NOW)), late));
        assertNull(store.peek(KEY));
        assertEquals(0, store.size(slot));
        assertEquals(1, store.stats().removed(Removal.DELETED));
    }

    /** Or replicas of which one came back with an older mark would differ for as long as both wait for all to agree. */
    @Test
    void merge_ofTombstonePastGrace_takesThePlaceOfAnOlderMark() {
        Entry newer = Entry.tombstone(KEY, version(NOW + 1));
        long late = NOW + 1 + GRACE_MILLIS;
        store.merge(Entry.tombstone(KEY, version(NOW)), NOW);
        assertEquals(MergeOutcome.APPLIED, store.merge(newer, late));
        assertEquals(newer.version(), store.peek(KEY).version());
        assertEquals(MergeOutcome.ALREADY, store.merge(Entry.tombstone(KEY, version(NOW)), late));
        store.reap(late, 100, (slot, dueMillis) -> false);
        assertEquals(Removal.DELETED, store.whyGone(KEY));
        store.reap(late + 10_000, 100);
        assertNull(store.peek(KEY));
        assertEquals(store.recountBytes(), store.stats().bytes());
    }

    @Test
    void restore_ofTombstonePastGrace_keepsTheMarkUntilItMayGo() {
        long late = NOW + GRACE_MILLIS;
        store.restore(Entry.tombstone(KEY, version(NOW)), late);
        store.reap(late, 100, (slot, dueMillis) -> false);
        assertEquals(Removal.DELETED, store.whyGone(KEY));
        assertEquals(MergeOutcome.ALREADY, store.merge(value("key", NOW - 1, 10), late));
        store.reap(late + 10_000, 100);
        assertNull(store.peek(KEY));
    }

    @Test
    void read_countsHitsAndMisses_peekDoesNot() {
        store.merge(valueWithExpiry("key", NOW, 10, NOW + 100), NOW);
        store.read(KEY, NOW);
        store.read(KEY, NOW + 99);
        store.read(KEY, NOW + 100);
        store.read(Key.of("other"), NOW);
        store.peek(KEY);
        assertEquals(2, store.stats().hits());
        assertEquals(2, store.stats().misses());
        assertEquals(2, store.stats().policies().getFirst().hits());
        assertEquals(2, store.stats().policies().getFirst().misses());
    }

    @Test
    void expiry_isExactOnRead_beforeAnyReap() {
        store.merge(valueWithExpiry("key", NOW, 10, NOW + 100), NOW);
        assertTrue(store.read(KEY, NOW + 99).isReadableAt(NOW + 99));
        assertFalse(store.read(KEY, NOW + 100).isReadableAt(NOW + 100));
        assertEquals(1, store.count(slot), "not reaped yet");
    }

    @Test
    void reap_afterExpiry_leavesMarkUntilGraceIsOver() {
        store.merge(valueWithExpiry("key", NOW, 10, NOW + 100), NOW);
        long digest = store.digest(slot, 1);
        assertTrue(store.reap(NOW + 99, 10).isEmpty());
        List<Entry> expired = store.reap(NOW + 100, 10);
        assertEquals(List.of(Removal.EXPIRED), expired.stream().map(Entry::gone).toList());
        assertEquals(Removal.EXPIRED, store.whyGone(KEY));
        assertEquals(digest, store.digest(slot, 1), "expiry follows from the value: replicas need not reap together");
        assertEquals(1, store.stats().removed(Removal.EXPIRED));
        store.reap(NOW + 100 + GRACE_MILLIS - 1, 10);
        assertEquals(1, store.size(slot));
        store.reap(NOW + 100 + GRACE_MILLIS, 10);
        assertNull(store.peek(KEY));
        assertEquals(Long.MAX_VALUE, store.nextReapMillis(NOW + 100 + GRACE_MILLIS));
        assertEquals(0, store.stats().bytes());
    }

    @Test
    void reap_withLimit_goesOnNextTime() {
        for (int i = 0; i < 100; i++) {
            store.merge(valueWithExpiry("key" + i, NOW, 10, NOW + 1), NOW);
        }
        assertEquals(30, store.reap(NOW + 1, 30).size());
        assertEquals(NOW + 1, store.nextReapMillis(NOW + 1), "more is waiting");
        assertEquals(70, store.reap(NOW + 1, 1_000).size());
        assertTrue(store.nextReapMillis(NOW + 1) > NOW + 1);
    }

    @Test
    void reap_afterOverwriteWithoutTtl_doesNothing() {
        store.merge(valueWithExpiry("key", NOW, 10, NOW + 100), NOW);
        store.merge(value("key", NOW + 1, 10), NOW + 1);
        assertTrue(store.reap(NOW + 1_000, 10).isEmpty());
        assertEquals(Long.MAX_VALUE, store.nextReapMillis(NOW));
    }

    @Test
    void hasRoomFor_withoutEviction_isFalseAtBudget() {
        int bytes = EntryBytes.of(value("keep:1", NOW, 100));
        Store store =
                storeWith(1L << 30, Stores.policy("keep:", 1, 2 * bytes, Policy.Eviction.NONE), Policy.defaults());
        store.merge(value("keep:1", NOW, 100), NOW);
        store.merge(value("keep:2", NOW, 100), NOW);
        assertFalse(store.hasRoomFor(value("keep:3", NOW, 1)));
        assertTrue(store.hasRoomFor(value("keep:2", NOW + 1, 100)), "what it replaces counts");
        assertFalse(store.hasRoomFor(value("keep:2", NOW + 1, 200)));
        assertTrue(store.hasRoomFor(Entry.tombstone(Key.of("keep:1"), version(NOW + 1))), "a delete frees");
        assertTrue(store.hasRoomFor(value("other", NOW, 1_000)), "another policy");
        assertFalse(store.isOverBudget());
        store.merge(Entry.tombstone(Key.of("keep:1"), version(NOW + 1)), NOW + 1);
        assertTrue(store.hasRoomFor(value("keep:3", NOW, 1)));
    }

    @Test
    void hasRoomFor_ofEntryLargerThanPool_isFalse() {
        Store store = storeWith(10_000, Policy.defaults());
        assertTrue(store.hasRoomFor(value("key", NOW, 9_000)));
        assertFalse(store.hasRoomFor(value("key", NOW, 10_000)));
    }

    @Test
    void hasRoomFor_inPoolFullOfWhatCanGo_isTrueWithoutEviction() {
        Store store = storeWith(20_000, Policy.defaults(), Stores.policy("keep:", 1, 0, Policy.Eviction.NONE));
        fill(store, "k", 200);
        assertTrue(store.hasRoomFor(value("keep:1", NOW, 5_000)));
        store.merge(value("keep:1", NOW, 15_000), NOW);
        store.evict(slot -> true, NOW, 1_000);
        assertEquals(15_000, store.peek(Key.of("keep:1")).value().length);
        assertTrue(store.stats().bytes() <= 20_000);
        assertFalse(store.hasRoomFor(value("keep:2", NOW, 5_000)));
    }

    @Test
    void evict_underLru_takesLeastRecentlyUsed() {
        int bytes = EntryBytes.of(value("k1", NOW, 100));
        Store store = storeWith(1L << 30, Stores.policy(Policy.DEFAULT, 1, 3 * bytes, Policy.Eviction.LRU));
        for (int i = 1; i <= 3; i++) {
            store.merge(value("k" + i, NOW, 100), NOW);
        }
        store.read(Key.of("k1"), NOW);
        store.merge(value("k4", NOW, 100), NOW);
        assertTrue(store.isOverBudget());
        List<Entry> marks = store.evict(slot -> true, NOW, 10);
        assertEquals(List.of("k2"), marks.stream().map(e -> e.key().toString()).toList());
        assertEquals(Removal.EVICTED, store.whyGone(Key.of("k2")));
        assertEquals(1, store.stats().removed(Removal.EVICTED));
        assertEquals(1, store.stats().policies().getFirst().evictions());
        assertFalse(store.isOverBudget());
    }

    @Test
    void evict_prefersSlotsThatTheNodeLeads_fallsBackToAny() {
        for (Policy.Eviction eviction : List.of(Policy.Eviction.LRU, Policy.Eviction.TINYLFU)) {
            Store store = storeWith(60_000, Stores.policy(Policy.DEFAULT, 1, 0, eviction));
            fill(store, "k", 400);
            List<Entry> led = store.evict(slot -> slot % 2 == 0, NOW, 10);
            assertEquals(10, led.size());
            led.forEach(mark -> assertEquals(0, mark.key().slot(SLOTS) % 2, eviction.toString()));
            List<Entry> any = store.evict(slot -> false, NOW, 10_000);
            assertFalse(any.isEmpty());
            assertFalse(store.isOverBudget());
        }
    }

    @Test
    void evict_withLimit_stopsThere() {
        Store store = storeWith(30_000, Policy.defaults());
        fill(store, "k", 300);
        assertEquals(7, store.evict(slot -> true, NOW, 7).size());
        assertTrue(store.isOverBudget());
    }

    @Test
    void evict_ofExpiredValue_leavesExpiredMarkAndTellsNobody() {
        int bytes = EntryBytes.of(value("k1", NOW, 100));
        Store store = storeWith(1L << 30, Stores.policy(Policy.DEFAULT, 1, bytes, Policy.Eviction.LRU));
        store.merge(valueWithExpiry("k1", NOW, 100, NOW + 1), NOW);
        store.merge(value("k2", NOW, 100), NOW);
        assertTrue(store.evict(slot -> true, NOW + 1, 10).isEmpty());
        assertEquals(Removal.EXPIRED, store.whyGone(Key.of("k1")));
    }

    @Test
    void evictionMarks_areBounded_oldestGoFirst() {
        Store store = new Store(
                new StoreSettings(1L << 30, GRACE_MILLIS, 1, 5, 1),
                SLOTS,
                new PolicyTable(List.of(Stores.policy(Policy.DEFAULT, 1, 2_000, Policy.Eviction.LRU))));
        fill(store, "k", 100);
        store.evict(slot -> true, NOW, 1_000);
        assertEquals(5, store.stats().marks());
        assertNull(store.whyGone(Key.of("k0")));
        assertFalse(store.isOverBudget());
    }

    @Test
    void marks_ofManyDeletes_doNotPushAllValuesOut() {
        Store store = storeWith(100_000, Policy.defaults());
        fill(store, "stays", 200);
        for (int i = 0; i < 2_000; i++) {
            store.merge(value("k" + i, NOW, 10), NOW);
            store.merge(Entry.tombstone(Key.of("k" + i), version(NOW + 1)), NOW + 1);
            store.evict(slot -> true, NOW, 1_000);
        }
        assertTrue(store.stats().bytes() <= 100_000);
        assertTrue(store.stats().entries() > 150, "values stay: " + store.stats());
        assertTrue(store.stats().marksCut() > 0);
    }

    @Test
    void budget_ofPolicy_isDividedByShards() {
        Store store = new Store(
                new StoreSettings(1L << 30, GRACE_MILLIS, 1, 5, 4),
                SLOTS,
                new PolicyTable(List.of(Stores.policy(Policy.DEFAULT, 1, 40_000, Policy.Eviction.LRU))));
        fill(store, "k", 100);
        store.evict(slot -> true, NOW, 1_000);
        StoreStats.PolicyStats policy = store.stats().policies().getFirst();
        assertEquals(10_000, policy.budgetBytes());
        assertTrue(policy.bytes() <= 10_000 && policy.bytes() > 9_000, policy.toString());
    }

    @Test
    void digest_countsOnlyPoliciesWithThatManyCopies() {
        Store store = storeWith(1L << 30, Policy.defaults(), Stores.policy("one:", 1, 0, Policy.Eviction.LRU));
        Entry entry = value("one:{key}", NOW, 10);
        store.merge(entry, NOW);
        assertEquals(entry.digest(), store.digest(slot, 1));
        assertEquals(0, store.digest(slot, 2));
        store.merge(value("{key}", NOW, 10), NOW);
        assertEquals(value("{key}", NOW, 10).digest(), store.digest(slot, 3));
        assertEquals(0, store.digest(slot, 4));
        assertThrows(IllegalArgumentException.class, () -> store.digest(slot, 0));
    }

    @Test
    void drop_forgetsSlotAndCountsItsValues() {
        store.merge(value("{key}1", NOW, 10), NOW);
        store.merge(valueWithExpiry("{key}2", NOW, 10, NOW + 5), NOW);
        store.merge(Entry.tombstone(Key.of("{key}3"), version(NOW)), NOW);
        store.takeChanges(slot);
        assertEquals(2, store.drop(slot, Removal.MOVED));
        assertEquals(2, store.stats().removed(Removal.MOVED));
        assertEquals(0, store.size(slot));
        assertEquals(0, store.bytes(slot));
        assertEquals(0, store.digest(slot, 1));
        assertEquals(new SlotChanges(slot, true, List.of(), List.of()), store.takeChanges(slot));
        assertEquals(Long.MAX_VALUE, store.nextReapMillis(NOW));
        assertThrows(IllegalArgumentException.class, () -> store.drop(slot, Removal.EXPIRED));
    }

    @Test
    void keys_areReadableOnesInOrder_underPrefixAndLimit() {
        for (String name : List.of("c", "a", "b", "d", "x")) {
            store.merge(value("{key}:" + name, NOW, 10), NOW);
        }
        store.merge(valueWithExpiry("{key}:aa", NOW, 10, NOW + 1), NOW);
        store.merge(value("{key}!", NOW, 10), NOW);
        byte[] prefix = "{key}:".getBytes(StandardCharsets.UTF_8);
        List<Key> keys = store.keys(slot, 3, key -> key.startsWith(prefix), NOW + 1);
        assertEquals(List.of(Key.of("{key}:a"), Key.of("{key}:b"), Key.of("{key}:c")), keys);
    }

    @Test
    void adoptPolicies_movesKeysToTheirNewBudget() {
        store.merge(value("a:1", NOW, 100), NOW);
        store.merge(value("b:1", NOW, 100), NOW);
        store.read(Key.of("a:1"), NOW);
        int slotOfA = Key.of("a:1").slot(SLOTS);
        assertNotEquals(0, store.digest(slotOfA, 3));
        PolicyTable next = PolicyTable.defaults().with(Stores.policy("a:", 1, 0, Policy.Eviction.LRU));
        store.adoptPolicies(next, NOW);
        assertEquals("a:", store.stats().policies().getFirst().prefix());
        assertEquals(1, store.stats().policies().getFirst().entries());
        assertEquals(1, store.stats().policies().getLast().entries());
        assertEquals(1, store.stats().policies().getLast().hits(), "what was counted stays");
        assertEquals(0, store.digest(slotOfA, 3) & (slotOfA == Key.of("b:1").slot(SLOTS) ? 0 : -1L));
        Stores.requireInvariants(store, SLOTS, next);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, EntryBytes.MAX_PACKED_VALUE_BYTES, EntryBytes.MAX_PACKED_VALUE_BYTES + 1, 100_000})
    void value_isHandedOutAsItWasPutIn(int valueBytes) {
        byte[] bytes = new byte[valueBytes];
        new Random(valueBytes).nextBytes(bytes);
        Entry entry = Entry.value(KEY, new Version(77, "node-7", 3), bytes, "image/png", NOW + 1_000);
        store.merge(entry, NOW);
        requireEqual(entry, store.peek(KEY));
        store.forEach(slot, held -> requireEqual(entry, held));
        Entry mark = entry.goneBy(Removal.EVICTED);
        store.merge(mark, NOW);
        requireEqual(mark, store.peek(KEY));
    }

    @Test
    void bytes_ofSmallEntry_areFew() {
        String key = "k".repeat(16);
        assertEquals(176, EntryBytes.of(value(key, NOW, 100)));
        assertEquals(184, EntryBytes.of(valueWithExpiry(key, NOW, 100, NOW + 1)));
    }

    @Test
    void contentTypes_moreThanCanBeNumbered_areKeptAllTheSame() {
        int entries = Origins.MAX + 100;
        for (int i = 0; i < entries; i++) {
            store.merge(Entry.value(Key.of("k" + i), version(NOW), new byte[5], "text/" + i, 0), NOW);
        }
        for (int i = 0; i < entries; i++) {
            assertEquals("text/" + i, store.peek(Key.of("k" + i)).contentType());
        }
        assertEquals(store.recountBytes(), store.stats().bytes());
        for (int i = 0; i < entries; i++) {
            store.merge(Entry.value(Key.of("k" + i), version(NOW + 1), new byte[5], "text/plain", 0), NOW);
        }
        long bytes = EntryBytes.of(value("k" + (entries - 1), NOW, 5));
        store.merge(value("k" + (entries - 1), NOW + 2, 5), NOW);
        assertEquals(
                bytes,
                store.bytes(Key.of("k" + (entries - 1)).slot(SLOTS)) - bytesWithout("k" + (entries - 1)),
                "numbers are free again");
    }

    private long bytesWithout(String key) {
        long[] sum = new long[1];
        store.forEach(Key.of(key).slot(SLOTS), entry -> {
            sum[0] += entry.key().equals(Key.of(key)) ? 0 : EntryBytes.of(entry);
        });
        return sum[0];
    }

    private static void requireEqual(Entry expected, Entry held) {
        assertEquals(expected.key(), held.key());
        assertEquals(expected.version(), held.version());
        assertEquals(expected.contentType(), held.contentType());
        assertEquals(expected.expireAtMillis(), held.expireAtMillis());
        assertEquals(expected.gone(), held.gone());
        assertArrayEquals(expected.value(), held.value());
    }

    private static Store storeWith(long poolBytes, Policy... policies) {
        return new Store(StoreSettings.of(poolBytes, GRACE_MILLIS, 1), SLOTS, new PolicyTable(List.of(policies)));
    }

    private static void fill(Store store, String name, int entries) {
        for (int i = 0; i < entries; i++) {
            store.merge(value(name + i, NOW, 100), NOW);
        }
    }

    @Test
    void keysThatAreBroughtNear_areAsTheyWere() {
        store.merge(value("key", NOW, 10), NOW);
        StoreStats before = store.stats();
        store.warm(new Key[] {KEY, Key.of("absent"), Key.of("also absent"), null}, 3);
        assertEquals(before, store.stats());
        assertTrue(store.peek(KEY).isReadableAt(NOW));
    }
}
