package dev.meguri.core.store;

import static dev.meguri.core.store.Stores.NOW;
import static dev.meguri.core.store.Stores.value;
import static dev.meguri.core.store.Stores.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.Key;
import org.junit.jupiter.api.Test;

/** What a slot's clear version does to what is held, comes, and is asked for (SLOT.md, rule 24). */
class StoreClearTest {
    private static final int SLOTS = 16;
    private static final long GRACE_MILLIS = 10_000;
    private static final Key KEY = Key.of("key");
    private static final Key NEVER = Key.of("{key}never");

    private final Store store = new Store(StoreSettings.of(1L << 30, GRACE_MILLIS, 1), SLOTS, PolicyTable.defaults());
    private final int slot = KEY.slot(SLOTS);
    private final Entry clear = Entry.tombstone(ClearKey.of(slot), version(NOW));

    @Test
    void olderValuesGo_andDoNotComeBack_newerOnesStay() {
        assertNull(store.whyGone(NEVER));
        store.merge(value("key", NOW - 1, 10), NOW);
        assertEquals(MergeOutcome.APPLIED, store.merge(clear, NOW));
        assertEquals(0, store.count(slot));
        assertEquals(1, store.size(slot), "nothing but the clear version is held");
        assertEquals(1, store.stats().removed(Removal.DELETED));
        assertEquals(MergeOutcome.ALREADY, store.merge(value("key", NOW - 1, 10), NOW));
        store.restore(value("key", NOW - 1, 10), NOW);
        assertEquals(1, store.size(slot));

        store.merge(value("key", NOW + 1, 10), NOW + 1);
        assertEquals(MergeOutcome.ALREADY, store.merge(clear, NOW + 1));
        assertTrue(store.read(KEY, NOW + 1).isReadableAt(NOW + 1));
    }

    /** So that who compares what several replicas say prefers it to an older value. */
    @Test
    void keyThatIsNotHeld_isShownAsTheTombstoneThatItMightHave_untilTheClearVersionGoes() {
        store.merge(clear, NOW);
        assertEquals(version(NOW), store.peek(NEVER).version());
        assertEquals(Removal.DELETED, store.whyGone(NEVER));
        store.reap(NOW + GRACE_MILLIS, 100);
        assertEquals(0, store.size(slot));
        assertNull(store.peek(NEVER));
        assertEquals(MergeOutcome.APPLIED, store.merge(value("key", NOW - 1, 10), NOW + GRACE_MILLIS));
    }

    @Test
    void otherSlots_areLeftAlone() {
        Key other = Key.of("other");
        assertTrue(other.slot(SLOTS) != slot);
        store.merge(value("other", NOW - 1, 10), NOW);
        store.merge(clear, NOW);
        assertTrue(store.read(other, NOW).isReadableAt(NOW));
        assertNull(store.peek(Key.of("{other}never")));
    }

    @Test
    void snapshotThatHasBoth_restoresWhatIsNewer_inAnyOrder() {
        store.restore(value("key", NOW - 1, 10), NOW);
        store.restore(clear, NOW);
        assertEquals(0, store.count(slot));
        store.restore(value("key", NOW + 1, 10), NOW + 1);
        assertEquals(1, store.count(slot));
    }
}
