package dev.meguri.node.snapshot;

import dev.meguri.core.store.Entry;
import dev.meguri.core.store.SlotChanges;
import dev.meguri.core.store.Store;
import dev.meguri.node.NodeLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * What changed in some slots of one shard since it was taken last, with copies of the entries, taken in one short turn. It
 * counts as saved from then on: whoever fails to write it has to say so ({@link Store#changedWhole}).
 *
 * @param slots in the order of {@link SlotGroups#slotAt}
 * @param nextPosition where the next turn goes on
 */
record ChangedSlots(List<SlotChanges> slots, int nextPosition) {
    /** Of the slots at some positions, as far as a turn may take. */
    record Range(int shard, int shards, int from, int to, boolean whole) {
        Range from(int position) {
            return new Range(shard, shards, position, to, whole);
        }
    }

    static ChangedSlots take(Store store, Range range) {
        List<SlotChanges> changed = new ArrayList<>();
        int entries = 0;
        long bytes = 0;
        int position = range.from();
        int last = Math.min(range.to(), range.from() + NodeLimits.MAX_SNAPSHOT_SLOTS_PER_TURN * range.shards());
        while (position < last
                && entries < NodeLimits.MAX_SNAPSHOT_ENTRIES_PER_TURN
                && bytes < NodeLimits.MAX_SNAPSHOT_BYTES_PER_TURN) {
            int slot = SlotGroups.slotAt(position++);
            if (slot % range.shards() != range.shard()) {
                continue;
            }
            if (range.whole()) {
                store.changedWhole(slot);
            }
            SlotChanges changes = store.takeChanges(slot);
            if (changes != null) {
                changed.add(changes);
                entries += changes.entries().size() + changes.removed().size();
                for (Entry entry : changes.entries()) {
                    bytes += entry.messageBytes();
                }
            }
        }
        return new ChangedSlots(changed, position);
    }
}
