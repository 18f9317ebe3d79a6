package dev.meguri.core.store;

import dev.meguri.core.ring.Key;
import java.util.List;

/**
 * What a snapshot has to hear of one slot.
 *
 * @param whole whether it is all that the slot holds: what was known of it before is void
 * @param removed keys that are not held any more, not even as a mark; none where {@code whole}
 * @param entries values and marks that are new or changed
 */
public record SlotChanges(int slot, boolean whole, List<Key> removed, List<Entry> entries) {}
