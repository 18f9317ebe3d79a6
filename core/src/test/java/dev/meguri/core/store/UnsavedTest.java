package dev.meguri.core.store;

import static dev.meguri.core.store.Stores.NOW;
import static dev.meguri.core.store.Stores.value;
import static dev.meguri.core.store.Stores.valueWithExpiry;
import static dev.meguri.core.store.Stores.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnsavedTest {
    private static final int SLOTS = 4;
    private static final long GRACE_MILLIS = 10_000;
    private static final Key KEY = Key.of("{key}1");

    private final Store store = new Store(StoreSettings.of(20_000, GRACE_MILLIS, 1), SLOTS, PolicyTable.defaults());
    private final int slot = KEY.slot(SLOTS);

    @Test
    void entryThatIsNew_orChanged_isTakenOnce() {
        assertNull(store.takeChanges(slot));
        store.merge(value("{key}1", NOW, 10), NOW);
        store.merge(value("{key}2", NOW, 10), NOW);
        assertEquals(2, store.takeChanges(slot).entries().size());
        assertNull(store.takeChanges(slot));
        store.read(KEY, NOW);
        store.merge(value("{key}1", NOW - 1, 10), NOW);
        assertNull(store.takeChanges(slot), "neither reads nor writes that are outrun change anything");
        store.merge(value("{key}1", NOW + 1, 20), NOW);
        SlotChanges changes = store.takeChanges(slot);
        assertFalse(changes.whole());
        assertEquals(1, changes.entries().size());
        assertEquals(20, changes.entries().getFirst().value().length);
    }

    @Test
    void oldVersionThatArrivesLate_isTaken() {
        store.merge(value("{key}1", NOW, 10), NOW);
        store.takeChanges(slot);
        store.merge(value("{key}2", NOW - 5_000, 10), NOW);
        assertEquals(
                List.of(Key.of("{key}2")),
                store.takeChanges(slot).entries().stream().map(Entry::key).toList());
    }

    @Test
    void valueThatExpires_isTakenAsMark_andTheMarkThatGoesAsRemoved() {
        store.merge(valueWithExpiry("{key}1", NOW, 10, NOW + 5), NOW);
        store.takeChanges(slot);
        store.reap(NOW + 5, 10);
        assertEquals(
                Removal.EXPIRED, store.takeChanges(slot).entries().getFirst().gone());
        store.reap(NOW + 5 + GRACE_MILLIS, 10);
        assertEquals(List.of(KEY), store.takeChanges(slot).removed());
    }

    @Test
    void keyThatWent_andCameBack_isNotRemoved() {
        store.merge(value("{key}1", NOW, 10), NOW);
        store.discard(KEY, Removal.LOST);
        store.merge(value("{key}1", NOW - 1, 10), NOW);
        SlotChanges changes = store.takeChanges(slot);
        assertEquals(List.of(), changes.removed());
        assertEquals(1, changes.entries().size());
    }

    @Test
    void droppedSlot_isTakenWhole_withWhatCameAfterwards() {
        store.merge(value("{key}1", NOW, 10), NOW);
        store.takeChanges(slot);
        store.drop(slot, Removal.MOVED);
        store.merge(value("{key}2", NOW, 10), NOW);
        SlotChanges changes = store.takeChanges(slot);
        assertTrue(changes.whole());
        assertEquals(1, changes.entries().size());
    }

    @Test
    void moreRemovedKeysThanAreRemembered_makeTheSlotWhole() {
        for (int i = 0; i <= Unsaved.MAX_REMOVED; i++) {
            store.merge(value("{key}" + i, NOW, 10), NOW);
        }
        store.takeChanges(slot);
        for (int i = 0; i <= Unsaved.MAX_REMOVED; i++) {
            store.discard(Key.of("{key}" + i), Removal.LOST);
        }
        assertEquals(new SlotChanges(slot, true, List.of(), List.of()), store.takeChanges(slot));
    }

    @Test
    void restoredEntry_countsAsSaved_untilItChanges() {
        store.restore(value("{key}1", NOW, 10), NOW);
        assertNull(store.takeChanges(slot));
        store.merge(Entry.tombstone(KEY, version(NOW + 1)), NOW);
        assertEquals(1, store.takeChanges(slot).entries().size());
        store.changedWhole(slot);
        assertEquals(1, store.takeChanges(slot).entries().size());
    }

    /** Whatever happens, with eviction, expiry and handles that are used again: the changes so far come to what is held. */
    @Test
    void changesInTheirOrder_comeToWhatIsHeld() {
        Random random = new Random(7);
        Map<Key, Entry> saved = new HashMap<>();
        for (int round = 0; round < 400; round++) {
            long now = NOW + round * 500L;
            for (int i = random.nextInt(40); i > 0; i--) {
                change("k" + random.nextInt(300), now, random);
            }
            store.reap(now, 20);
            store.evict(any -> true, now, 100);
            for (int each = 0; each < SLOTS; each++) {
                if (random.nextBoolean()) {
                    apply(store.takeChanges(each), saved);
                }
            }
        }
        Map<Key, String> held = new HashMap<>();
        for (int each = 0; each < SLOTS; each++) {
            apply(store.takeChanges(each), saved);
            store.forEach(each, entry -> held.put(entry.key(), entry.toString()));
        }
        Map<Key, String> stored = new HashMap<>();
        saved.forEach((key, entry) -> stored.put(key, entry.toString()));
        assertTrue(store.stats().removed(Removal.EVICTED) > 0 && store.stats().removed(Removal.EXPIRED) > 0);
        assertEquals(held, stored);
    }

    private void change(String key, long now, Random random) {
        switch (random.nextInt(20)) {
            case 0 -> store.discard(Key.of(key), Removal.LOST);
            case 1, 2 -> store.merge(Entry.tombstone(Key.of(key), version(now)), now);
            case 3 -> {
                if (random.nextInt(10) == 0) {
                    store.drop(random.nextInt(SLOTS), Removal.MOVED);
                }
            }
            default ->
                store.merge(valueWithExpiry(key, now, random.nextInt(1_500), now + 1 + random.nextInt(9_000)), now);
        }
    }

    private static void apply(SlotChanges changes, Map<Key, Entry> saved) {
        if (changes == null) {
            return;
        }
        if (changes.whole()) {
            saved.keySet().removeIf(key -> key.slot(SLOTS) == changes.slot());
        }
        changes.removed().forEach(saved::remove);
        changes.entries().forEach(entry -> saved.put(entry.key(), entry));
    }
}
