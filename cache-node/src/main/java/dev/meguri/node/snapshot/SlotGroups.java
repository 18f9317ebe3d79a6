package dev.meguri.node.snapshot;

import dev.meguri.core.ring.Slots;

/**
 * Slots are stored in groups, each of which is written anew when much of what is stored of it is out of date. More groups:
 * more and smaller rows; fewer: longer bursts. A database has the same groups for all its life.
 */
final class SlotGroups {
    static final int COUNT = 256;
    static final int SLOTS_PER_GROUP = Slots.COUNT / COUNT;

    private SlotGroups() {}

    /** With shards in a power of two, all slots of a group belong to one shard. */
    static int of(int slot) {
        return slot % COUNT;
    }

    /** All slots in the order of their groups: {@link #SLOTS_PER_GROUP} positions for each. */
    static int slotAt(int position) {
        return position / SLOTS_PER_GROUP + position % SLOTS_PER_GROUP * COUNT;
    }
}
