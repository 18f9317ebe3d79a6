package dev.meguri.node.rest;

import dev.meguri.api.cache.NodeStats;
import dev.meguri.core.hint.HintDrop;
import dev.meguri.core.hint.HintStats;
import dev.meguri.core.membership.Member;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.StoreStats;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.lifecycle.NodeProcess;
import dev.meguri.node.metrics.LoadReporter;
import dev.meguri.node.metrics.OperationMetrics;
import dev.meguri.node.peer.PeerCounters;
import dev.meguri.node.resp.RespServer;
import dev.meguri.node.shard.ShardPicture;
import dev.meguri.node.snapshot.SnapshotCounters;
import dev.meguri.node.traffic.PeerTraffic;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The node's counters and gauges, taken fresh from the shards. */
@Singleton
class StatsView {
    private final NodeProcess process;
    private final NodeView view;
    private final OperationMetrics operations;
    private final RespServer resp;
    private final PeerCounters peers;
    private final LoadReporter load;
    private final SnapshotCounters snapshots;
    private final Faults faults;
    private final PeerTraffic traffic;

    StatsView(
            NodeProcess process,
            NodeView view,
            OperationMetrics operations,
            RespServer resp,
            PeerCounters peers,
            LoadReporter load,
            SnapshotCounters snapshots,
            Faults faults,
            PeerTraffic traffic) {
        this.process = process;
        this.view = view;
        this.operations = operations;
        this.resp = resp;
        this.peers = peers;
        this.load = load;
        this.snapshots = snapshots;
        this.faults = faults;
        this.traffic = traffic;
    }

    CompletableFuture<NodeStats> take() {
        return ShardPicture.take(process.shards()).thenApply(this::of);
    }

    private NodeStats of(ShardPicture picture) {
        NodeView.Adopted adopted = view.adopted();
        ClusterState state = adopted.state();
        Member self = state == null ? null : state.member(process.nodeId());
        int led = 0;
        int held = 0;
        if (state != null) {
            for (SlotAssignment slot : state.slots()) {
                led += process.nodeId().equals(slot.homePrimary()) ? 1 : 0;
                held += slot.holds(process.nodeId()) ? 1 : 0;
            }
        }
        return new NodeStats(
                process.nodeId(),
                self == null ? null : self.state().name(),
                adopted.incarnation(),
                state == null ? 0 : state.ringVersion(),
                led,
                held,
                picture.unsyncedSlots(),
                picture.sum(StoreStats::entries),
                picture.sum(StoreStats::bytes),
                process.poolBytes(),
                picture.reads(),
                picture.writes(),
                picture.sum(StoreStats::hits),
                picture.sum(StoreStats::misses),
                removals(picture),
                operations.failures(),
                policies(picture),
                hints(picture.hints()),
                new NodeStats.HedgeStats(
                        picture.hedges().hedged(),
                        picture.hedges().won(),
                        picture.hedges().denied()),
                System.currentTimeMillis() - process.startedAtMillis(),
                faults.clockMillis(),
                latencies(),
                resp.failedCommands(),
                new NodeStats.PeerStats(
                        peers.bytesIn.sum(), peers.bytesOut.sum(), peers.droppedIn.sum(), peers.droppedOut.sum()),
                picture.lagMillis(),
                load.busyPercent(),
                snapshots.lastMillis == 0 ? null : System.currentTimeMillis() - snapshots.lastMillis,
                traffic.stats());
    }

    private List<NodeStats.LatencyStats> latencies() {
        List<NodeStats.LatencyStats> all = new ArrayList<>();
        operations.latencies().forEach((kind, counts) -> all.add(new NodeStats.LatencyStats("rest." + kind, counts)));
        all.add(new NodeStats.LatencyStats("resp.read", resp.readLatency()));
        all.add(new NodeStats.LatencyStats("resp.write", resp.writeLatency()));
        return all;
    }

    private static Map<String, Long> removals(ShardPicture picture) {
        Map<String, Long> removals = new LinkedHashMap<>();
        for (Removal reason : Removal.values()) {
            removals.put(reason.name().toLowerCase(Locale.ROOT), picture.sum(store -> store.removed(reason)));
        }
        return removals;
    }

    private static NodeStats.HintStats hints(HintStats hints) {
        Map<String, Long> dropped = new LinkedHashMap<>();
        for (HintDrop reason : HintDrop.values()) {
            dropped.put(reason.name().toLowerCase(Locale.ROOT), hints.dropped(reason));
        }
        return new NodeStats.HintStats(hints.kept(), hints.delivered(), dropped, hints.hints(), hints.bytes());
    }

    private static List<NodeStats.PolicyStats> policies(ShardPicture picture) {
        Map<String, NodeStats.PolicyStats> byPrefix = new LinkedHashMap<>();
        for (StoreStats store : picture.stores()) {
            for (StoreStats.PolicyStats p : store.policies()) {
                byPrefix.merge(
                        p.prefix(),
                        new NodeStats.PolicyStats(
                                p.prefix(), p.entries(), p.bytes(), p.hits(), p.misses(), p.evictions()),
                        StatsView::sum);
            }
        }
        return new ArrayList<>(byPrefix.values());
    }

    private static NodeStats.PolicyStats sum(NodeStats.PolicyStats a, NodeStats.PolicyStats b) {
        return new NodeStats.PolicyStats(
                a.prefix(),
                a.entries() + b.entries(),
                a.memoryBytes() + b.memoryBytes(),
                a.hits() + b.hits(),
                a.misses() + b.misses(),
                a.evictions() + b.evictions());
    }
}
