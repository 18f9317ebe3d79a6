package dev.meguri.manager.rest;

import dev.meguri.api.cluster.ClusterView;
import dev.meguri.api.cluster.LostSlots;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.cluster.RebalanceView;
import dev.meguri.api.cluster.RingView;
import dev.meguri.api.cluster.SlotRange;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.membership.NodeStatus;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.SlotSpans;
import dev.meguri.core.ring.VirtualNodes;
import dev.meguri.manager.driver.LoadRates;
import dev.meguri.manager.driver.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** What the manager knows, as documents. Pure functions of a {@link Picture}. */
final class ClusterViews {
    private ClusterViews() {}

    static ClusterView cluster(Picture picture, int expectedNodes, int replicationFactor, long nowMillis) {
        ClusterState state = picture.state();
        if (state == null) {
            List<NodeView> waiting = picture.waiting().stream()
                    .map(ClusterViews::waiting)
                    .sorted(Comparator.comparing(NodeView::nodeId))
                    .toList();
            return new ClusterView(
                    null,
                    0,
                    0,
                    false,
                    false,
                    expectedNodes,
                    replicationFactor,
                    0,
                    0,
                    0,
                    0,
                    lost(picture.lost()),
                    waiting,
                    null);
        }
        SlotCounts counts = SlotCounts.of(state);
        boolean repairing = state.members().stream().anyMatch(m -> m.state() == MemberState.JOINING);
        RebalanceJob job = picture.job();
        return new ClusterView(
                state.clusterId(),
                state.term(),
                state.ringVersion(),
                true,
                counts.withoutServingPrimary() == 0 && !repairing,
                expectedNodes,
                state.replicationFactor(),
                state.slotCount(),
                picture.slotsMoving(),
                counts.underReplicated(),
                counts.withoutHolder(),
                lost(picture.lost()),
                state.members().stream().map(m -> node(picture, m, nowMillis)).toList(),
                job != null && job.isOpen() ? rebalance(job, picture.slotsMoving()) : null);
    }

    static LostSlots lost(dev.meguri.core.membership.LostSlots lost) {
        List<LostSlots.Range> ranges = new ArrayList<>();
        SlotSpans.of(lost.withoutHolder())
                .forEach(span -> ranges.add(new LostSlots.Range(span.from(), span.to(), "no_holder")));
        BitSet forgotten = (BitSet) lost.strong().clone();
        forgotten.andNot(lost.withoutHolder());
        SlotSpans.of(forgotten)
                .forEach(span -> ranges.add(new LostSlots.Range(span.from(), span.to(), "majority_lost_memory")));
        ranges.sort(Comparator.comparingInt(LostSlots.Range::from));
        return new LostSlots(lost.count(), ranges);
    }

    static NodeView node(Picture picture, Member member, long nowMillis) {
        SlotCounts counts = SlotCounts.of(picture.state());
        NodeStatus status = picture.nodes().stream()
                .filter(n -> n.nodeId().equals(member.nodeId()))
                .findFirst()
                .orElse(new NodeStatus(member.nodeId(), false, null, 0, ManagerMessage.NodeLoad.NONE));
        LoadRates.Rate rate = picture.rates().get(member.nodeId());
        ManagerMessage.NodeLoad load = status.load();
        return new NodeView(
                member.nodeId(),
                member.state().name(),
                member.incarnation(),
                member.zone(),
                member.weight(),
                member.host(),
                member.httpPort(),
                member.respPort(),
                member.httpAddress(),
                counts.primaries(member.nodeId()),
                counts.replicas(member.nodeId()),
                counts.leading(member.nodeId()),
                status.heartbeat() == null ? 0 : status.heartbeat().unsyncedSlots(),
                load.entries(),
                load.memoryBytes(),
                load.memoryLimitBytes(),
                rate == null ? 0 : rate.operationsPerSecond(),
                rate == null ? null : rate.hitRatio(),
                status.connected() ? load.busyPercent() : 0,
                status.seenMillis() == 0 ? null : Math.max(0, nowMillis - status.seenMillis()),
                load.startedAtMillis() == 0 ? null : load.startedAtMillis());
    }

    /** A member that is none any more. */
    static NodeView removed(Member member) {
        return bare(
                member.nodeId(),
                MemberState.REMOVED,
                member.incarnation(),
                member.zone(),
                member.weight(),
                member.host(),
                member.httpPort(),
                member.respPort());
    }

    private static NodeView waiting(ManagerMessage.Register node) {
        return bare(
                node.nodeId(),
                node.standby() ? MemberState.STANDBY : MemberState.JOINING,
                node.incarnation(),
                node.zone(),
                node.weight(),
                node.host(),
                node.httpPort(),
                node.respPort());
    }

    private static NodeView bare(
            String nodeId,
            MemberState state,
            long incarnation,
            String zone,
            int weight,
            String host,
            int httpPort,
            int respPort) {
        String address = "http://" + host + ":" + httpPort;
        return new NodeView(
                nodeId,
                state.name(),
                incarnation,
                zone,
                weight,
                host,
                httpPort,
                respPort,
                address,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                0,
                null,
                null);
    }

    static RebalanceView rebalance(RebalanceJob job, int slotsMoving) {
        return new RebalanceView(
                job.id(),
                job.state().name(),
                job.reason(),
                job.slots(),
                job.slotsDone(),
                job.isOpen() ? slotsMoving : 0,
                job.copies(),
                job.leastCopies(),
                job.slots() == 0 ? 1 : (double) job.slotsDone() / job.slots(),
                job.startedAtMillis(),
                job.isOpen() ? null : job.finishedAtMillis());
    }

    static List<SlotRange> slots(ClusterState state) {
        List<SlotRange> ranges = new ArrayList<>();
        int from = 0;
        for (int slot = 1; slot <= state.slotCount(); slot++) {
            SlotAssignment first = state.slot(from);
            if (slot == state.slotCount() || !sameLists(first, state.slot(slot))) {
                ranges.add(new SlotRange(from, slot - 1, first.phase().name(), first.current(), first.next()));
                from = slot;
            }
        }
        return ranges;
    }

    private static boolean sameLists(SlotAssignment a, SlotAssignment b) {
        return a.phase() == b.phase()
                && a.current().equals(b.current())
                && a.next().equals(b.next());
    }

    static RingView ring(ClusterState state) {
        List<RingView.NodeOnRing> nodes = state.members().stream()
                .filter(m -> m.state() != MemberState.STANDBY)
                .map(m -> new RingView.NodeOnRing(m.nodeId(), positions(m)))
                .toList();
        return new RingView(state.ringVersion(), nodes);
    }

    private static List<Double> positions(Member member) {
        return Arrays.stream(VirtualNodes.of(member.nodeId(), member.weight()))
                .mapToObj(p -> (double) p / VirtualNodes.RING_SIZE)
                .toList();
    }
}
