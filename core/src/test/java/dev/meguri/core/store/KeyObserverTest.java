package dev.meguri.core.store;

import static dev.meguri.core.store.Stores.NOW;
import static dev.meguri.core.store.Stores.value;
import static dev.meguri.core.store.Stores.valueWithExpiry;
import static dev.meguri.core.store.Stores.version;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyObserverTest {
    private static final int SLOTS = 16;
    private static final Key KEY = Key.of("key");

    private final Store store = new Store(StoreSettings.of(1L << 30, 10_000, 1), SLOTS, PolicyTable.defaults());
    private final List<String> seen = new ArrayList<>();
    private boolean watching = true;

    KeyObserverTest() {
        store.observe(new KeyObserver() {
            @Override
            public boolean isWatching() {
                return watching;
            }

            @Override
            public void changed(Key key, Entry before, Entry after, Removal why) {
                seen.add(size(before) + ">" + size(after) + (why == null ? "" : " " + why));
            }
        });
    }

    @Test
    void valueThatComes_isReplaced_andDeleted_isToldEachTime() {
        store.merge(value("key", NOW, 1), NOW);
        store.merge(value("key", NOW + 1, 2), NOW);
        store.merge(Entry.tombstone(KEY, version(NOW + 2)), NOW);
        assertEquals(List.of("->1", "1>2", "2>- DELETED"), seen);
    }

    @Test
    void whatChangesNothing_isNotTold() {
        store.merge(value("key", NOW, 1), NOW);
        seen.clear();
        store.merge(value("key", NOW, 1), NOW);
        store.merge(value("key", NOW - 1, 5), NOW);
        store.merge(Entry.tombstone(Key.of("other"), version(NOW)), NOW);
        store.merge(Entry.tombstone(Key.of("other"), version(NOW + 1)), NOW);
        assertEquals(List.of(), seen);
    }

    @Test
    void reapedEvictedAndDroppedValues_areToldWithTheReason() {
        store.merge(valueWithExpiry("key", NOW, 2, NOW + 10), NOW);
        seen.clear();
        for (int i = 0; i < 10; i++) {
            store.reap(NOW + 100 + i, 10);
        }
        assertEquals(List.of("2>- EXPIRED"), seen);
        store.merge(value("key", NOW + 20, 3), NOW + 20);
        seen.clear();
        store.drop(KEY.slot(SLOTS), Removal.MOVED);
        store.merge(value("key", NOW + 20, 4), NOW + 20);
        store.discard(KEY, Removal.LOST);
        assertEquals(List.of("3>- MOVED", "->4", "4>- LOST"), seen);
    }

    @Test
    void valueThatWasOver_expiresBeforeTheNextOneComes() {
        store.merge(valueWithExpiry("key", NOW, 2, NOW + 10), NOW);
        store.merge(value("key", NOW + 20, 3), NOW + 20);
        assertEquals(List.of("->2", "2>- EXPIRED", "->3"), seen);
    }

    @Test
    void eviction_isTold() {
        Store small = new Store(StoreSettings.of(20_000, 10_000, 1), SLOTS, PolicyTable.defaults());
        small.observe(store.observer());
        for (int i = 0; i < 40; i++) {
            small.merge(value("key" + i, NOW, 1_000), NOW);
        }
        seen.clear();
        int evicted = small.evict(slot -> true, NOW, 100).size();
        assertEquals(evicted, seen.size());
        assertEquals("1000>- EVICTED", seen.getFirst());
    }

    @Test
    void whoDoesNotWatch_isNotTold() {
        watching = false;
        store.merge(value("key", NOW, 1), NOW);
        store.drop(KEY.slot(SLOTS), Removal.MOVED);
        assertEquals(List.of(), seen);
    }

    private static String size(Entry entry) {
        return entry == null ? "-" : Integer.toString(entry.value().length);
    }
}
