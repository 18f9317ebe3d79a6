package dev.meguri.core.repair;

import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.shard.ShardContext;
import dev.meguri.core.store.Entry;

/** Says which version was evicted to all who may hold it, or they would bring it back (SLOT.md, rule 11). */
public final class EvictedMarks {
    private EvictedMarks() {}

    public static void tell(ShardContext context, Entry mark) {
        if (context.state() == null) {
            return;
        }
        int slot = context.slotOf(mark.key());
        SlotAssignment assignment = context.slot(slot);
        ShardMessage message = new ShardMessage.Replicate(0, slot, assignment.epoch(), mark);
        for (String node : assignment.current()) {
            tell(context, node, message);
        }
        for (String node : assignment.next()) {
            if (!assignment.current().contains(node)) {
                tell(context, node, message);
            }
        }
    }

    private static void tell(ShardContext context, String nodeId, ShardMessage message) {
        if (!nodeId.equals(context.self()) && context.isReachable(nodeId)) {
            context.send(nodeId, message);
        }
    }
}
