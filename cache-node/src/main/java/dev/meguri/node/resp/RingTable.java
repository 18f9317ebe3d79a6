package dev.meguri.node.resp;

import dev.meguri.core.membership.Member;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who serves what by one cluster state, as MEGURI.RING tells it.
 *
 * @param nodes members that clients can be sent to
 * @param lists each once: positions in {@code nodes}, the serving primary first, then the other live holders; empty: nobody serves
 * @param slots two bytes per slot, the higher one first: the position of its list
 */
record RingTable(ClusterState state, List<Member> nodes, List<List<Integer>> lists, byte[] slots) {
    static RingTable of(ClusterState state) {
        List<Member> nodes = state.members().stream()
                .filter(member -> member.respPort() != 0)
                .toList();
        Map<String, Integer> positions = new LinkedHashMap<>();
        nodes.forEach(member -> positions.put(member.nodeId(), positions.size()));
        Map<List<Integer>, Integer> lists = new LinkedHashMap<>();
        byte[] slots = new byte[2 * state.slotCount()];
        for (int slot = 0; slot < state.slotCount(); slot++) {
            List<Integer> holders = holders(state, slot, positions);
            Integer known = lists.putIfAbsent(holders, lists.size());
            int list = known == null ? lists.size() - 1 : known;
            slots[2 * slot] = (byte) (list >> 8);
            slots[2 * slot + 1] = (byte) list;
        }
        return new RingTable(state, nodes, List.copyOf(lists.keySet()), slots);
    }

    private static List<Integer> holders(ClusterState state, int slot, Map<String, Integer> positions) {
        SlotAssignment assignment = state.slot(slot);
        String primary = state.servingPrimary(slot);
        List<Integer> holders = new ArrayList<>(assignment.current().size());
        if (primary == null || !positions.containsKey(primary)) {
            return holders;
        }
        holders.add(positions.get(primary));
        for (String nodeId : assignment.current()) {
            Integer position = positions.get(nodeId);
            if (position != null
                    && !nodeId.equals(primary)
                    && state.stateOf(nodeId).isLive()) {
                holders.add(position);
            }
        }
        return holders;
    }
}
