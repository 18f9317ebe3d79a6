package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage.StateDelta;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayList;
import java.util.List;

/** The difference between two states, and a state with a difference applied: pure functions. */
public final class StateDeltas {
    private StateDeltas() {}

    /** What makes {@code to} of {@code from}. Both are of one cluster and term. */
    public static StateDelta between(ClusterState from, ClusterState to) {
        List<Integer> changed = new ArrayList<>();
        for (int slot = 0; slot < to.slotCount(); slot++) {
            // unchanged assignments are shared between states
            if (to.slot(slot) != from.slot(slot) && !to.slot(slot).equals(from.slot(slot))) {
                changed.add(slot);
            }
        }
        return new StateDelta(
                to.clusterId(),
                to.term(),
                from.ringVersion(),
                to.ringVersion(),
                to.replicationFactor(),
                to.members(),
                changed.stream().mapToInt(Integer::intValue).toArray(),
                changed.stream().map(to::slot).toList(),
                to.policies().equals(from.policies()) ? null : to.policies());
    }

    /** Null where the delta does not start from this state. */
    public static ClusterState apply(ClusterState base, StateDelta delta) {
        if (base == null
                || !base.clusterId().equals(delta.clusterId())
                || base.term() != delta.term()
                || base.ringVersion() != delta.fromRingVersion()) {
            return null;
        }
        List<SlotAssignment> slots = new ArrayList<>(base.slots());
        for (int i = 0; i < delta.changedSlots().length; i++) {
            slots.set(delta.changedSlots()[i], delta.assignments().get(i));
        }
        return new ClusterState(
                delta.clusterId(),
                delta.term(),
                delta.ringVersion(),
                delta.replicationFactor(),
                delta.members(),
                slots,
                delta.policies() == null ? base.policies() : delta.policies());
    }
}
