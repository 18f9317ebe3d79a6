package dev.meguri.node.snapshot;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.wire.SnapshotDecoder;
import dev.meguri.wire.WireException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What the rows of one group of slots come to: by key the last word, whatever its version. */
final class GroupImage {
    private final int group;
    private final Map<Key, Entry> entries = new HashMap<>();
    /** A slot that another one belongs to; negative: none. */
    private int stray = -1;

    GroupImage(int group) {
        this.group = group;
    }

    /** @throws WireException when the row is none of this group */
    void add(byte[] row) throws WireException {
        SnapshotDecoder.decode(row, new SnapshotDecoder.Reader() {
            @Override
            public void voidSlot(int slot) {
                check(slot);
                entries.keySet().removeIf(key -> key.slot(Slots.COUNT) == slot);
            }

            @Override
            public void removed(Key key) {
                check(key.slot(Slots.COUNT));
                entries.remove(key);
            }

            @Override
            public void entry(Entry entry) {
                check(entry.key().slot(Slots.COUNT));
                entries.put(entry.key(), entry);
            }
        });
        if (stray >= 0) {
            throw new WireException("slot " + stray + " is stored where it does not belong");
        }
    }

    private void check(int slot) {
        if (SlotGroups.of(slot) != group) {
            stray = slot;
        }
    }

    Collection<Entry> entries() {
        return entries.values();
    }
}
