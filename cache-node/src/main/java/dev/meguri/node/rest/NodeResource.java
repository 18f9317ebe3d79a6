package dev.meguri.node.rest;

import dev.meguri.api.cache.KeyList;
import dev.meguri.api.cache.KeyLocation;
import dev.meguri.api.cache.NodeApi;
import dev.meguri.api.cache.NodeList;
import dev.meguri.api.cache.NodeStats;
import dev.meguri.api.cache.SlotStats;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.gossip.GossipView;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.fault.Faults;
import dev.meguri.node.lifecycle.NodeProcess;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What this node knows of itself and of the others. */
@Singleton
public class NodeResource implements NodeApi {
    private static final long SLOTS_TIMEOUT_MILLIS = 5_000;

    private final NodeProcess process;
    private final NodeView view;
    private final StatsView stats;
    private final Faults faults;

    NodeResource(NodeProcess process, NodeView view, StatsView stats, Faults faults) {
        this.process = process;
        this.view = view;
        this.stats = stats;
        this.faults = faults;
    }

    @Override
    public Uni<NodeStats> stats() {
        return Uni.createFrom().completionStage(stats::take);
    }

    @Override
    public SlotStats slots() {
        SlotWalk walk = new SlotWalk(process.shards());
        try {
            walk.run().get(SLOTS_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, null, "A shard of this node did not answer in time; try again later.");
        }
        return walk.stats(
                process.nodeId(), faults.clockMillis(), System.currentTimeMillis() - process.startedAtMillis());
    }

    @Override
    public Uni<NodeList> nodes() {
        ClusterState state = view.state();
        if (state == null) {
            return Uni.createFrom()
                    .item(new NodeList(
                            process.nodeId(), null, 0, 0, view.gossip().localHealth(), List.of()));
        }
        GossipView gossip = view.gossip();
        List<NodeList.Peer> peers = state.members().stream()
                .map(member -> new NodeList.Peer(
                        member.nodeId(),
                        member.state().name(),
                        member.incarnation(),
                        member.httpAddress(),
                        member.zone(),
                        member.nodeId().equals(process.nodeId()) || view.isReachable(member.nodeId()),
                        GossipColumn.of(gossip, member.nodeId())))
                .toList();
        return Uni.createFrom()
                .item(new NodeList(
                        process.nodeId(),
                        state.clusterId(),
                        state.term(),
                        state.ringVersion(),
                        gossip.localHealth(),
                        peers));
    }

    @Override
    public Uni<KeyLocation> locate(String text) {
        if (text == null) {
            throw new ProblemException(ErrorCode.INVALID_REQUEST, "key", "Name a key: /api/locate?key=user42.");
        }
        Key key = KeyPath.key(text);
        ClusterState state = view.state();
        if (state == null) {
            throw new ProblemException(
                    ErrorCode.NO_RING, null, "This node has not joined a cluster yet; try again later.");
        }
        int slot = key.slot(state.slotCount());
        Policy policy = state.policies().of(key);
        SlotAssignment assignment = state.slot(slot);
        int copies = policy.isStrong() ? Limits.MAX_REPLICAS : policy.replicas();
        return Uni.createFrom()
                .item(new KeyLocation(
                        text,
                        slot,
                        assignment.epoch(),
                        assignment.phase().name(),
                        policy.prefix(),
                        firstOf(assignment.current(), copies),
                        firstOf(assignment.next(), copies),
                        state.servingPrimary(slot, copies)));
    }

    @Override
    public Uni<KeyList> keys(String prefix, Integer limit, String policy) {
        byte[] bytes = prefix == null ? new byte[0] : prefix.getBytes(StandardCharsets.UTF_8);
        int most = limit == null ? LimitFilter.DEFAULT_LIMIT : limit;
        KeyScan scanner = new KeyScan(process.shards(), bytes, policy, most, System.currentTimeMillis());
        CompletableFuture<KeyList> scan = scanner.run();
        return Uni.createFrom().completionStage(scan);
    }

    private static List<String> firstOf(List<String> list, int copies) {
        return list.subList(0, Math.min(copies, list.size()));
    }
}
