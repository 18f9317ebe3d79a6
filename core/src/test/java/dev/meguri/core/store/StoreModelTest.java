package dev.meguri.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.HybridClock;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories against a plain map, after each step the invariants of memory. A seed replays one. */
class StoreModelTest {
    private static final int SLOTS = 16;
    private static final long GRACE_MILLIS = 5_000;
    private static final PolicyTable POLICIES = new PolicyTable(List.of(
            Policy.defaults(),
            Stores.policy("lru:", 2, 6_000, Policy.Eviction.LRU),
            Stores.policy("two:", 2, 0, Policy.Eviction.TINYLFU),
            Stores.policy("keep:", 1, 8_000, Policy.Eviction.NONE)));
    private static final String[] PREFIXES = {"", "lru:", "two:", "keep:"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void randomHistory_withoutMemoryPressure_equalsPlainMap(long seed) {
        Random random = new Random(seed);
        Store store = new Store(
                StoreSettings.of(1L << 40, GRACE_MILLIS, seed),
                SLOTS,
                new PolicyTable(List.of(Policy.defaults(), Stores.policy("two:", 2, 0, Policy.Eviction.LRU))));
        Map<Key, Entry> model = new HashMap<>();
        long now = 1_700_000_000_000L;
        for (int step = 0; step < 4_000; step++) {
            now += random.nextInt(20);
            Entry entry = randomEntry(random, now);
            Entry before = model.get(entry.key());
            boolean pastGrace =
                    entry.isGone() && entry.gone() != Removal.EVICTED && entry.goneSinceMillis() + GRACE_MILLIS <= now;
            boolean applies = entry.supersedes(before) && !(pastGrace && before == null);
            assertEquals(applies ? MergeOutcome.APPLIED : MergeOutcome.ALREADY, store.merge(entry, now));
            if (applies && pastGrace && !before.isGone()) {
                model.remove(entry.key());
            } else if (applies) {
                model.put(entry.key(), entry);
            }
            if (random.nextInt(10) == 0) {
                List<Entry> reaped = store.reap(now, Integer.MAX_VALUE);
                assertEquals(
                        reapModel(model, now),
                        new HashSet<>(reaped.stream().map(Entry::key).toList()));
                assertTrue(store.nextReapMillis(now) > now, "nothing due is left");
            }
            if (random.nextInt(500) == 0) {
                int slot = random.nextInt(SLOTS);
                int values = (int) model.values().stream()
                        .filter(e -> e.key().slot(SLOTS) == slot && !e.isGone())
                        .count();
                model.keySet().removeIf(key -> key.slot(SLOTS) == slot);
                assertEquals(values, store.drop(slot, Removal.MOVED));
            }
            if (step % 50 == 0) {
                requireSame(model, store, now);
            }
            Stores.requireInvariants(store, SLOTS, storePolicies());
        }
        requireSame(model, store, now);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void randomHistory_withMemoryPressure_keepsLimits(long seed) {
        Random random = new Random(seed);
        StoreSettings settings = new StoreSettings(40_000, GRACE_MILLIS, seed, 20, 1);
        Store store = new Store(settings, SLOTS, POLICIES);
        long now = 1_700_000_000_000L;
        long evicted = 0;
        for (int step = 0; step < 6_000; step++) {
            now += random.nextInt(20);
            Entry entry = randomEntry(random, now);
            if (store.hasRoomFor(entry)) {
                store.merge(entry, now);
            }
            store.read(randomKey(random), now);
            if (random.nextInt(20) == 0) {
                store.reap(now, 50);
            }
            List<Entry> marks = store.evict(slot -> slot % 3 == 0, now, Integer.MAX_VALUE);
            evicted += marks.size();
            marks.forEach(mark -> assertEquals(Removal.EVICTED, mark.gone()));
            assertFalse(store.isOverBudget());
            assertTrue(store.stats().bytes() <= settings.poolBytes(), "the pool is kept");
            for (StoreStats.PolicyStats policy : store.stats().policies()) {
                assertTrue(policy.bytes() <= policy.budgetBytes(), policy + " keeps its budget");
            }
            Stores.requireInvariants(store, SLOTS, POLICIES);
        }
        assertTrue(evicted > 100, "there was pressure");
        // (a value whose mark came before its eviction is counted once only)
        assertTrue(store.stats().removed(Removal.EVICTED) >= evicted);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void merge_inAnyOrder_givesSameContentAndDigest(long seed) {
        Random random = new Random(seed);
        long now = 1_700_000_000_000L;
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Entry entry = randomEntry(random, now);
            entries.add(entry);
            if (!entry.isGone() && random.nextInt(3) == 0) {
                entries.add(entry.goneBy(Removal.EVICTED));
            }
            if (!entry.isGone() && entry.expireAtMillis() != 0 && random.nextInt(3) == 0) {
                entries.add(entry.goneBy(Removal.EXPIRED));
            }
        }
        Store first = mergeAll(entries, now);
        for (int permutation = 0; permutation < 20; permutation++) {
            Collections.shuffle(entries, random);
            Store other = mergeAll(entries, now);
            for (int slot = 0; slot < SLOTS; slot++) {
                assertEquals(contentOf(first, slot), contentOf(other, slot));
                assertEquals(first.count(slot), other.count(slot));
                assertEquals(first.bytes(slot), other.bytes(slot));
                for (int copies = 1; copies <= Limits.MAX_REPLICAS; copies++) {
                    assertEquals(first.digest(slot, copies), other.digest(slot, copies));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void adoptPolicies_atAnyTime_countsAllAgain(long seed) {
        Random random = new Random(seed);
        Store store = new Store(new StoreSettings(60_000, GRACE_MILLIS, seed, 20, 1), SLOTS, PolicyTable.defaults());
        long now = 1_700_000_000_000L;
        List<PolicyTable> tables = List.of(PolicyTable.defaults(), POLICIES, POLICIES.without("lru:"));
        for (int step = 0; step < 3_000; step++) {
            now += random.nextInt(20);
            Entry entry = randomEntry(random, now);
            if (store.hasRoomFor(entry)) {
                store.merge(entry, now);
            }
            PolicyTable table = tables.get(step / 100 % 3);
            long bytes = store.stats().bytes();
            store.adoptPolicies(table, now);
            assertEquals(bytes, store.stats().bytes());
            store.evict(slot -> true, now, Integer.MAX_VALUE);
            Stores.requireInvariants(store, SLOTS, table);
        }
    }

    private static PolicyTable storePolicies() {
        return new PolicyTable(List.of(Policy.defaults(), Stores.policy("two:", 2, 0, Policy.Eviction.LRU)));
    }

    private static Store mergeAll(List<Entry> entries, long now) {
        Store store = new Store(StoreSettings.of(1L << 40, 1L << 40, 1), SLOTS, POLICIES);
        entries.forEach(entry -> store.merge(entry, now));
        Stores.requireInvariants(store, SLOTS, POLICIES);
        return store;
    }

    private static Map<String, String> contentOf(Store store, int slot) {
        Map<String, String> content = new TreeMap<>();
        store.forEach(
                slot, entry -> assertNull(content.put(entry.key().toString(), entry.version() + " " + entry.gone())));
        return content;
    }

    /** Does to the model what reap does; the keys that expired now. */
    private static Set<Key> reapModel(Map<Key, Entry> model, long now) {
        Set<Key> expired = new HashSet<>();
        model.replaceAll((key, entry) -> {
            if (entry.gone() == null && entry.isExpiredAt(now)) {
                expired.add(key);
                return entry.goneBy(Removal.EXPIRED);
            }
            return entry;
        });
        model.values()
                .removeIf(entry -> entry.isGone()
                        && entry.gone() != Removal.EVICTED
                        && entry.goneSinceMillis() + GRACE_MILLIS <= now);
        return expired;
    }

    private static void requireSame(Map<Key, Entry> model, Store store, long now) {
        Set<Key> enumerated = new HashSet<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            store.forEach(slot, entry -> {
                assertTrue(entry.isSameAs(model.get(entry.key())), () -> entry + " but " + model.get(entry.key()));
                assertTrue(enumerated.add(entry.key()), "enumerated once");
            });
        }
        assertEquals(model.keySet(), enumerated);
        model.forEach((key, entry) -> {
            assertTrue(entry.isSameAs(store.peek(key)));
            assertEquals(entry.isReadableAt(now), store.read(key, now).isReadableAt(now));
            assertEquals(entry.gone(), store.whyGone(key));
        });
    }

    private static Key randomKey(Random random) {
        return Key.of(PREFIXES[random.nextInt(4)] + random.nextInt(60));
    }

    private static Entry randomEntry(Random random, long now) {
        Key key = randomKey(random);
        // some from the past, some beyond any grace
        long millis = now - random.nextInt(random.nextInt(10) == 0 ? 20_000 : 200);
        Version version = new Version(
                HybridClock.ofMillis(millis) + random.nextInt(3), "node-" + random.nextInt(3), 1 + random.nextInt(2));
        if (random.nextInt(5) == 0) {
            return Entry.tombstone(key, version);
        }
        // the value follows from the version, as in life
        Random content = new Random(version.hash64());
        long expireAt = content.nextBoolean() ? 0 : millis + content.nextInt(3_000);
        Entry value = Entry.value(
                key,
                version,
                new byte[content.nextInt(content.nextInt(10) == 0 ? 2_000 : 300)],
                "text/" + content.nextInt(4),
                expireAt);
        return switch (random.nextInt(10)) {
            case 0 -> value.goneBy(Removal.EVICTED);
            case 1 -> expireAt == 0 ? value : value.goneBy(Removal.EXPIRED);
            default -> value;
        };
    }
}
