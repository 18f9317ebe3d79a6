package dev.meguri.core.shard;

import java.util.List;

/**
 * How far a shard's slots are repaired.
 *
 * @param ringVersion of the state this speaks of; 0: none adopted
 * @param unsyncedSlots held slots of this shard that are not synced
 * @param syncedJoints JOINT slots in whose next list (and not the current one) this node is, synced: the manager waits
 *     for these. Parallel to {@code epochs}
 * @param carriedJoints JOINT slots whose strong keys this node carried to majorities of both lists. Parallel to
 *     {@code carriedEpochs}
 */
public record ShardReport(
        long ringVersion,
        int unsyncedSlots,
        List<Integer> syncedJoints,
        List<Long> epochs,
        List<Integer> carriedJoints,
        List<Long> carriedEpochs) {}
