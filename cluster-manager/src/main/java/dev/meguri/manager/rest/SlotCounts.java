package dev.meguri.manager.rest;

import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.HashMap;
import java.util.Map;

/** What a state's lists add up to, per node and overall. Counted once per ring version. Any thread. */
public final class SlotCounts {
    private static volatile SlotCounts newest;

    private final ClusterState state;
    private final Map<String, int[]> perNode = new HashMap<>();
    private int underReplicated;
    private int withoutHolder;
    private int withoutServingPrimary;

    private SlotCounts(ClusterState state) {
        this.state = state;
        state.members().forEach(m -> perNode.put(m.nodeId(), new int[3]));
        for (int slot = 0; slot < state.slotCount(); slot++) {
            count(state.slot(slot), state.servingPrimary(slot));
        }
    }

    public static SlotCounts of(ClusterState state) {
        SlotCounts counts = newest;
        if (counts == null || counts.state != state) {
            counts = new SlotCounts(state);
            newest = counts;
        }
        return counts;
    }

    private void count(SlotAssignment slot, String leader) {
        int live = 0;
        for (int i = 0; i < slot.current().size(); i++) {
            String node = slot.current().get(i);
            perNode.get(node)[i == 0 ? 0 : 1]++;
            live += state.stateOf(node).isLive() ? 1 : 0;
        }
        if (leader == null) {
            withoutServingPrimary++;
        } else {
            perNode.get(leader)[2]++;
        }
        underReplicated += live < slot.current().size() ? 1 : 0;
        withoutHolder += live == 0 ? 1 : 0;
    }

    /** Slots of which the node is the home primary. */
    public int primaries(String nodeId) {
        return perNode.get(nodeId)[0];
    }

    /** Slots that it holds as another of the list. */
    public int replicas(String nodeId) {
        return perNode.get(nodeId)[1];
    }

    /** Slots whose serving primary it is. */
    public int leading(String nodeId) {
        return perNode.get(nodeId)[2];
    }

    public int underReplicated() {
        return underReplicated;
    }

    public int withoutHolder() {
        return withoutHolder;
    }

    public int withoutServingPrimary() {
        return withoutServingPrimary;
    }
}
