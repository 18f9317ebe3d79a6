package dev.meguri.client.near;

import dev.meguri.client.ring.Ring;
import dev.meguri.client.ring.RingNode;
import dev.meguri.core.ring.Slots;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A number per slot, which is another one as soon as other nodes serve the slot, or a node said that all may have changed: what was
 * read under another number is not returned any more. So a change of the ring costs nothing per entry. Any thread.
 */
final class SlotMarks {
    private static final int NOT_THERE = -1;

    private final AtomicIntegerArray marks = new AtomicIntegerArray(Slots.COUNT);
    private Ring known = Ring.UNKNOWN;

    int of(int slot) {
        return marks.get(slot);
    }

    void renewAll() {
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            marks.incrementAndGet(slot);
        }
    }

    /** Rings come in their order. */
    synchronized void adopted(Ring next) {
        Ring before = known;
        known = next;
        int[] positions = positions(before, next);
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            if (!isServedAlike(slot, before, next, positions)) {
                marks.incrementAndGet(slot);
            }
        }
    }

    private static boolean isServedAlike(int slot, Ring before, Ring next, int[] positions) {
        int holders = before.holders(slot);
        if (holders != next.holders(slot)) {
            return false;
        }
        for (int i = 0; i < holders; i++) {
            int was = before.holder(slot, i).position();
            if (positions[was] != next.holder(slot, i).position()) {
                return false;
            }
        }
        return true;
    }

    /** Of each node of the ring before, its position in the next one. */
    private static int[] positions(Ring before, Ring next) {
        Map<String, Integer> byName = new HashMap<>();
        for (RingNode node : next.nodes()) {
            byName.put(node.nodeId(), node.position());
        }
        int[] positions = new int[before.nodes().size()];
        for (RingNode node : before.nodes()) {
            positions[node.position()] = byName.getOrDefault(node.nodeId(), NOT_THERE);
        }
        return positions;
    }
}
