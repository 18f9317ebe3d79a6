package dev.meguri.manager.rest;

import dev.meguri.api.cluster.RebalancePreview;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.membership.NodeStatus;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.NodeLoad;
import dev.meguri.core.ring.PlannedNode;
import dev.meguri.core.ring.RingPlan;
import dev.meguri.core.ring.RingPlanner;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.manager.driver.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a rebalance would do. A pure function of a {@link Picture}; nothing is stored or moved. */
final class Previews {
    private Previews() {}

    static RebalancePreview of(Picture picture, List<String> admit, List<String> drain) {
        ClusterState state = picture.state();
        admit.forEach(nodeId -> requireMember(state, nodeId, "admit", MemberState.STANDBY));
        drain.forEach(nodeId -> requireMember(state, nodeId, "drain", null));
        List<PlannedNode> nodes = nodes(state, admit, drain);
        if (nodes.stream().noneMatch(node -> node.role() == PlannedNode.Role.ELIGIBLE)) {
            throw new ProblemException(
                    ErrorCode.NODE_STATE_CONFLICT, "drain", "No node would be left to hold the slots.");
        }
        List<List<String>> previous =
                state.slots().stream().map(SlotAssignment::current).toList();
        RingPlan plan = RingPlanner.plan(previous, nodes, state.replicationFactor(), state.slotCount());
        long bytes = bytes(picture, previous, plan);
        return new RebalancePreview(
                plan.changedSlots().size(),
                plan.changedPrimaries(),
                plan.movedCopies(),
                plan.leastMovedCopies(),
                bytes,
                picture.pace().millis(plan.changedSlots().size(), bytes),
                changes(previous, plan),
                moves(previous, plan));
    }

    private static void requireMember(ClusterState state, String nodeId, String field, MemberState wanted) {
        Member member = state.member(nodeId);
        if (member == null) {
            throw new ProblemException(
                    ErrorCode.NODE_NOT_FOUND, field, "There is no node " + nodeId + " in the cluster.");
        }
        if (wanted != null && member.state() != wanted) {
            throw new ProblemException(
                    ErrorCode.NODE_STATE_CONFLICT,
                    field,
                    nodeId + " is " + member.state() + "; only a STANDBY node can be admitted.");
        }
    }

    private static List<PlannedNode> nodes(ClusterState state, List<String> admit, List<String> drain) {
        List<PlannedNode> nodes = new ArrayList<>();
        for (Member member : state.members()) {
            if (member.state() != MemberState.STANDBY || admit.contains(member.nodeId())) {
                boolean leaves = member.state() == MemberState.LEAVING || drain.contains(member.nodeId());
                nodes.add(new PlannedNode(
                        member.nodeId(),
                        member.zone(),
                        member.weight(),
                        leaves ? PlannedNode.Role.LEAVING : PlannedNode.Role.ELIGIBLE));
            }
        }
        return nodes;
    }

    private static long bytes(Picture picture, List<List<String>> previous, RingPlan plan) {
        Map<String, Double> bytesPerCopy = new TreeMap<>();
        SlotCounts counts = SlotCounts.of(picture.state());
        for (NodeStatus node : picture.nodes()) {
            int copies = counts.primaries(node.nodeId()) + counts.replicas(node.nodeId());
            if (copies > 0) {
                bytesPerCopy.put(node.nodeId(), (double) node.load().memoryBytes() / copies);
            }
        }
        double sum = 0;
        for (int slot : plan.changedSlots()) {
            double ofOne = previous.get(slot).stream()
                    .mapToDouble(nodeId -> bytesPerCopy.getOrDefault(nodeId, 0.0))
                    .max()
                    .orElse(0);
            sum += ofOne
                    * RingPlan.gainers(previous.get(slot), plan.lists().get(slot))
                            .size();
        }
        return Math.round(sum);
    }

    private static List<RebalancePreview.NodeChange> changes(List<List<String>> previous, RingPlan plan) {
        Map<String, int[]> before = new TreeMap<>();
        for (List<String> list : previous) {
            for (int i = 0; i < list.size(); i++) {
                int[] counts = before.computeIfAbsent(list.get(i), n -> new int[2]);
                counts[0] += i == 0 ? 1 : 0;
                counts[1]++;
            }
        }
        List<RebalancePreview.NodeChange> changes = new ArrayList<>();
        for (NodeLoad load : plan.loads()) {
            int[] counts = before.getOrDefault(load.nodeId(), new int[2]);
            changes.add(new RebalancePreview.NodeChange(
                    load.nodeId(),
                    counts[0],
                    load.primaries(),
                    counts[1],
                    load.copies(),
                    load.gainedCopies(),
                    load.lostCopies()));
        }
        return changes;
    }

    private static List<RebalancePreview.SlotMove> moves(List<List<String>> previous, RingPlan plan) {
        List<RebalancePreview.SlotMove> moves = new ArrayList<>();
        for (int slot : plan.changedSlots()) {
            List<String> current = previous.get(slot);
            List<String> next = plan.lists().get(slot);
            RebalancePreview.SlotMove last = moves.isEmpty() ? null : moves.getLast();
            if (last != null
                    && last.to() == slot - 1
                    && last.current().equals(current)
                    && last.next().equals(next)) {
                moves.set(moves.size() - 1, new RebalancePreview.SlotMove(last.from(), slot, current, next));
            } else {
                moves.add(new RebalancePreview.SlotMove(slot, slot, current, next));
            }
        }
        return moves;
    }
}
