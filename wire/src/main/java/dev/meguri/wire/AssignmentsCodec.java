package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;

import dev.meguri.api.proto.AssignmentsProto;
import dev.meguri.api.proto.ReplicaListProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Slot assignments: a table of the distinct replica lists, and per slot some bytes. In memory, too, the slots of a decoded
 * state share their lists.
 */
final class AssignmentsCodec {
    private AssignmentsCodec() {}

    static AssignmentsProto encode(List<SlotAssignment> assignments) {
        AssignmentsProto.Builder proto = AssignmentsProto.newBuilder();
        Map<String, Integer> nodeIndexes = new HashMap<>();
        Map<List<Voter>, Integer> listIndexes = new HashMap<>();
        boolean anyJoint = assignments.stream().anyMatch(SlotAssignment::isJoint);
        for (SlotAssignment assignment : assignments) {
            proto.addCurrent(listIndex(assignment.voters(), proto, listIndexes, nodeIndexes));
            proto.addEpochs(assignment.epoch());
            if (anyJoint) {
                proto.addNext(
                        assignment.isJoint()
                                ? 1 + listIndex(assignment.nextVoters(), proto, listIndexes, nodeIndexes)
                                : 0);
            }
        }
        return proto.build();
    }

    private static int listIndex(
            List<Voter> list,
            AssignmentsProto.Builder proto,
            Map<List<Voter>, Integer> listIndexes,
            Map<String, Integer> nodeIndexes) {
        Integer known = listIndexes.get(list);
        if (known != null) {
            return known;
        }
        ReplicaListProto.Builder nodes = ReplicaListProto.newBuilder();
        for (Voter voter : list) {
            String nodeId = voter.nodeId();
            Integer index = nodeIndexes.get(nodeId);
            if (index == null) {
                index = nodeIndexes.size();
                nodeIndexes.put(nodeId, index);
                proto.addNodeIds(nodeId);
            }
            nodes.addNodes(index).addIncarnations(voter.incarnation()).addSince(voter.since());
        }
        int index = listIndexes.size();
        listIndexes.put(list, index);
        proto.addLists(nodes);
        return index;
    }

    static List<SlotAssignment> decode(AssignmentsProto proto) throws WireException {
        int count = proto.getCurrentCount();
        check(proto.getEpochsCount() == count, "assignments.epochs are not one per slot");
        check(proto.getNextCount() == 0 || proto.getNextCount() == count, "assignments.next are not one per slot");
        List<List<Voter>> lists = lists(proto);
        // Slots by the thousand have the same lists since the same version: they share one object, and a node that has
        // just
        // started makes a few of them instead of all.
        SlotAssignment[] lastStable = new SlotAssignment[lists.size()];
        SlotAssignment[] lastJoint = new SlotAssignment[lists.size()];
        List<SlotAssignment> assignments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = proto.getCurrent(i);
            List<Voter> current = list(lists, index);
            long epoch = proto.getEpochs(i);
            int next = proto.getNextCount() == 0 ? 0 : proto.getNext(i);
            if (next != 0) {
                List<Voter> nextList = list(lists, next - 1);
                SlotAssignment last = lastJoint[index];
                if (last == null || last.epoch() != epoch || last.nextVoters() != nextList) {
                    lastJoint[index] = SlotAssignment.jointOf(epoch, current, nextList);
                }
                assignments.add(lastJoint[index]);
                continue;
            }
            if (lastStable[index] == null || lastStable[index].epoch() != epoch) {
                lastStable[index] = SlotAssignment.stableOf(epoch, current);
            }
            assignments.add(lastStable[index]);
        }
        return assignments;
    }

    private static List<List<Voter>> lists(AssignmentsProto proto) throws WireException {
        List<List<Voter>> lists = new ArrayList<>(proto.getListsCount());
        for (ReplicaListProto list : proto.getListsList()) {
            check(list.getNodesCount() <= Limits.MAX_REPLICAS, "a replica list is too long");
            check(list.getIncarnationsCount() == list.getNodesCount(), "list.incarnations are not one per node");
            check(list.getSinceCount() == list.getNodesCount(), "list.since are not one per node");
            List<String> nodeIds = new ArrayList<>(list.getNodesCount());
            List<Voter> voters = new ArrayList<>(list.getNodesCount());
            for (int i = 0; i < list.getNodesCount(); i++) {
                int index = list.getNodes(i);
                check(index >= 0 && index < proto.getNodeIdsCount(), "a replica list names an unknown node");
                String nodeId = Checks.text(proto.getNodeIds(index), "assignments.node_ids");
                check(!nodeIds.contains(nodeId), "a replica list names " + nodeId + " twice");
                nodeIds.add(nodeId);
                voters.add(new Voter(
                        nodeId,
                        Checks.notNegative(list.getIncarnations(i), "list.incarnations"),
                        Checks.notNegative(list.getSince(i), "list.since")));
            }
            lists.add(List.copyOf(voters));
        }
        return lists;
    }

    private static List<Voter> list(List<List<Voter>> lists, int index) throws WireException {
        check(index >= 0 && index < lists.size(), "a slot names an unknown replica list");
        return lists.get(index);
    }
}
