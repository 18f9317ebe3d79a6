package dev.meguri.node.snapshot;

import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Store;
import dev.meguri.node.NodeLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * Some slots of one shard that changed since they were stored, with copies of their entries, collected in one short turn.
 *
 * @param slots the changed ones
 * @param nextSlot where the next turn goes on; at least {@link Slots#COUNT} when all slots are through
 */
record ChangedSlots(List<Slot> slots, int nextSlot) {
    /** @param change {@link Store#lastChange} at which the entries were copied */
    record Slot(int slot, long change, List<Entry> entries) {}

    /** @param stored per slot: the change that is on disk; only read, and only for slots of this shard */
    static ChangedSlots collect(Store store, int fromSlot, int shards, long[] stored) {
        List<Slot> changed = new ArrayList<>();
        long bytes = 0;
        int slot = fromSlot;
        while (slot < Slots.COUNT
                && changed.size() < NodeLimits.MAX_SNAPSHOT_SLOTS_PER_TURN
                && bytes < NodeLimits.MAX_SNAPSHOT_BYTES_PER_TURN) {
            long change = store.lastChange(slot);
            if (change != stored[slot]) {
                List<Entry> entries = new ArrayList<>(store.size(slot));
                store.forEach(slot, entries::add);
                changed.add(new Slot(slot, change, entries));
                bytes += store.bytes(slot);
            }
            slot += shards;
        }
        return new ChangedSlots(changed, slot);
    }
}
