package dev.meguri.core.store;

import dev.meguri.core.ring.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What no snapshot has yet: a bit per entry, and per slot the keys that went. Versions could not tell: replication and repair
 * bring in old ones. Where many keys of a slot went, it counts as changed in whole, so that they need no room.
 */
final class Unsaved {
    /** So many keys of a slot are remembered, or as many as it has entries. */
    static final int MAX_REMOVED = 16;

    private final EntryColumns columns;
    /** A bit per handle: whether the entry changed. Those of free handles mean nothing. */
    private long[] changed = new long[8];

    Unsaved(EntryColumns columns) {
        this.columns = columns;
    }

    void changed(SlotTable slot, int handle) {
        set(handle, true);
        slot.isChanged = true;
    }

    /** It is as the snapshot has it. */
    void saved(int handle) {
        set(handle, false);
    }

    void removed(SlotTable slot, Key key) {
        slot.isChanged = true;
        if (slot.isChangedWhole) {
            return;
        }
        if (slot.removed == null) {
            slot.removed = new ArrayList<>(2);
        } else if (slot.removed.size() >= Math.max(MAX_REMOVED, slot.size())) {
            changedWhole(slot);
            return;
        }
        slot.removed.add(key);
    }

    void changedWhole(SlotTable slot) {
        slot.isChanged = true;
        slot.isChangedWhole = true;
        slot.removed = null;
    }

    /** From now on it counts as saved. */
    SlotChanges take(SlotTable slot, int number) {
        boolean whole = slot.isChangedWhole;
        List<Entry> entries = new ArrayList<>(whole ? slot.size() : 4);
        slot.forEach(handle -> {
            if (whole || isSet(handle)) {
                entries.add(columns.get(handle));
                set(handle, false);
            }
        });
        List<Key> removed = new ArrayList<>(slot.removed == null ? List.of() : slot.removed);
        removed.removeIf(key -> slot.find(key) != Links.NONE);
        slot.isChanged = false;
        slot.isChangedWhole = false;
        slot.removed = null;
        return new SlotChanges(number, whole, removed, entries);
    }

    private boolean isSet(int handle) {
        return handle >>> 6 < changed.length && (changed[handle >>> 6] & 1L << handle) != 0;
    }

    private void set(int handle, boolean value) {
        int word = handle >>> 6;
        if (word >= changed.length) {
            changed = Arrays.copyOf(changed, Math.max(word + 1, changed.length * 2));
        }
        if (value) {
            changed[word] |= 1L << handle;
        } else {
            changed[word] &= ~(1L << handle);
        }
    }
}
