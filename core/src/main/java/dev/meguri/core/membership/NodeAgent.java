package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.ShardReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The part of a node that is about the node as a whole: its registration and heartbeats at the manager, whether its peers
 * can be reached, and which cluster state is adopted. A deterministic state machine, owned by one thread.
 *
 * <p>States of a node towards the manager:
 *
 * <pre>
 * unlinked -> registering (Register sent) -> welcome (heartbeats) -> unlinked ...
 *                                         -> refused              for ever
 * </pre>
 *
 * A node that was never welcomed adopts only what it recalls from its snapshot; states of another cluster and older states
 * are never adopted (SLOT.md, rule 17).
 */
public final class NodeAgent {
    private final AgentSettings settings;
    private final PeerWatch peers;
    private Consumer<AgentEffect> effects;
    private long nowMillis;
    private boolean stepped;
    private ClusterState state;
    private ManagerMessage.Memory memory;
    private long incarnation;
    /** Whether the incarnation is this process' own to vote under: issued to it, or kept by a clean stop. */
    private boolean votes;

    private boolean managerLinked;
    private boolean welcome;
    private boolean refused;
    private boolean stopping;
    /** Whether the shards hold what was restored, and may still have to forget it. */
    private boolean started;

    private List<ShardReport> reports = List.of();
    private ManagerMessage.NodeLoad load = ManagerMessage.NodeLoad.NONE;
    private long nextHeartbeatMillis;
    private long nextPingMillis;
    private long pings;

    public NodeAgent(AgentSettings settings) {
        this.settings = settings;
        this.memory = settings.memory();
        this.peers = new PeerWatch(settings.pingTimeoutMillis());
    }

    /** @param now milliseconds of a steady clock: one that never goes back nor jumps */
    public void step(AgentInput input, long now, Consumer<AgentEffect> out) {
        forgiveStall(now);
        nowMillis = now;
        effects = out;
        switch (input) {
            case AgentInput.ManagerLink link -> managerLink(link.up());
            case AgentInput.FromManager from -> fromManager(from.message());
            case AgentInput.PeerLink link -> {
                if (peers.linked(link.nodeId(), link.up(), now)) {
                    tellReachable(link.nodeId());
                }
                if (link.up()) {
                    ping(link.nodeId());
                }
            }
            case AgentInput.FromPeer from -> fromPeer(from.nodeId(), from.message());
            case AgentInput.StateWanted wanted -> fetchState(wanted.nodeId());
            case AgentInput.Progress progress -> {
                reports = progress.shards();
                load = progress.load();
                reportSynced();
            }
            case AgentInput.Recall recall -> {
                incarnation = recall.incarnation();
                votes = memory == ManagerMessage.Memory.CLEAN;
                adopt(recall.state());
            }
            case AgentInput.Stopping stop -> {
                stopping = true;
                toManager(new ManagerMessage.Goodbye());
            }
            case AgentInput.Wake wake -> wake();
        }
    }

    /**
     * Time in which this agent itself stood still (a pause of the collector, an overloaded machine, a suspended process)
     * is no silence of its peers: their answers wait in its queue. It wakes every ping interval; when it comes later than
     * half of one more, the standstill counts for that half only. Not for nothing, or a node that stands still again and
     * again would never give up a dead peer.
     */
    private void forgiveStall(long now) {
        long elapsed = now - nowMillis;
        long lateMillis = settings.pingMillis() / 2;
        if (stepped && elapsed > settings.pingMillis() + lateMillis) {
            peers.forgive(elapsed - lateMillis, now);
        }
        stepped = true;
    }

    /** When the driver is to give {@link AgentInput.Wake}; {@link Long#MAX_VALUE}: not needed. Ask after every step. */
    public long nextWakeMillis() {
        long next = state == null ? Long.MAX_VALUE : nextPingMillis;
        return welcome && managerLinked && !stopping ? Math.min(next, nextHeartbeatMillis) : next;
    }

    /** The adopted state; null: none yet. */
    public ClusterState state() {
        return state;
    }

    /** As issued by the manager; 0: not yet. */
    public long incarnation() {
        return incarnation;
    }

    public boolean isReachable(String nodeId) {
        return nodeId.equals(settings.nodeId()) || peers.isReachable(nodeId);
    }

    private void wake() {
        if (state != null && nowMillis >= nextPingMillis) {
            nextPingMillis = nowMillis + settings.pingMillis();
            for (String silent : peers.silent(nowMillis)) {
                tellReachable(silent);
            }
            for (Member member : state.members()) {
                if (!member.nodeId().equals(settings.nodeId()) && peers.isLinked(member.nodeId())) {
                    ping(member.nodeId());
                }
            }
        }
        if (welcome && nowMillis >= nextHeartbeatMillis) {
            heartbeat();
        }
    }

    // ---- the manager ---------------------------------------------------------------------------------------------

    private void managerLink(boolean up) {
        managerLinked = up;
        welcome = false;
        if (up && !refused && !stopping) {
            toManager(new ManagerMessage.Register(
                    settings.nodeId(),
                    settings.processId(),
                    state == null ? "" : state.clusterId(),
                    incarnation,
                    memory,
                    settings.snapshotMillis(),
                    state == null ? 0 : state.term(),
                    state == null ? 0 : state.ringVersion(),
                    settings.host(),
                    settings.httpPort(),
                    settings.respPort(),
                    settings.zone(),
                    settings.weight(),
                    settings.standby()));
        }
    }

    private void fromManager(ManagerMessage message) {
        switch (message) {
            case ManagerMessage.Welcome answer -> {
                welcome = true;
                boolean known = votes && incarnation == answer.incarnation();
                incarnation = answer.incarnation();
                votes = true;
                if (answer.startEmpty() && !started) {
                    memory = ManagerMessage.Memory.EMPTY;
                    effects.accept(new AgentEffect.StartEmpty());
                }
                started = true;
                if (!known && state != null) {
                    effects.accept(new AgentEffect.Adopted(state, incarnation, true));
                }
                heartbeat();
            }
            case ManagerMessage.Refused answer -> {
                refused = true;
                effects.accept(new AgentEffect.Refused(answer.code(), answer.detail()));
            }
            case ManagerMessage.FullState full -> adopt(full.state());
            case ManagerMessage.StateDelta delta -> {
                ClusterState next = StateDeltas.apply(state, delta);
                if (next != null) {
                    adopt(next);
                } else if (state == null
                        || ClusterState.isNewer(delta.term(), delta.ringVersion(), state.term(), state.ringVersion())) {
                    toManager(new ManagerMessage.FetchFullState());
                }
            }
            case ManagerMessage.UploadState upload -> {
                if (state != null) {
                    toManager(new ManagerMessage.StateUploaded(state));
                }
            }
            case ManagerMessage.Register notOurs -> {}
            case ManagerMessage.Heartbeat notOurs -> {}
            case ManagerMessage.SlotsSynced notOurs -> {}
            case ManagerMessage.SlotsCarried notOurs -> {}
            case ManagerMessage.StateUploaded notOurs -> {}
            case ManagerMessage.Goodbye notOurs -> {}
            case ManagerMessage.FetchFullState notOurs -> {}
        }
    }

    private void heartbeat() {
        nextHeartbeatMillis = nowMillis + settings.heartbeatMillis();
        List<String> unreachable = new ArrayList<>();
        if (state != null) {
            for (Member member : state.members()) {
                if (!isReachable(member.nodeId())) {
                    unreachable.add(member.nodeId());
                }
            }
        }
        toManager(new ManagerMessage.Heartbeat(
                state == null ? 0 : state.term(),
                state == null ? 0 : state.ringVersion(),
                syncedSince(),
                reports.stream().mapToInt(ShardReport::unsyncedSlots).sum(),
                unreachable,
                load));
    }

    /** The oldest ring version that all shards speak of, where all of them are synced; else 0. */
    private long syncedSince() {
        long since = reports.isEmpty() ? 0 : Long.MAX_VALUE;
        for (ShardReport report : reports) {
            since = report.unsyncedSlots() > 0 ? 0 : Math.min(since, report.ringVersion());
        }
        return since;
    }

    /** Progress of migrations is told at once: a rebalance job waits for it. */
    private void reportSynced() {
        if (!welcome || !managerLinked) {
            return;
        }
        int count = reports.stream()
                .mapToInt(report -> report.syncedJoints().size())
                .sum();
        if (count > 0) {
            int[] slots = new int[count];
            long[] epochs = new long[count];
            int i = 0;
            for (ShardReport report : reports) {
                for (int j = 0; j < report.syncedJoints().size(); j++) {
                    slots[i] = report.syncedJoints().get(j);
                    epochs[i++] = report.epochs().get(j);
                }
            }
            toManager(new ManagerMessage.SlotsSynced(slots, epochs));
        }
        reportCarried();
    }

    private void reportCarried() {
        List<Integer> slots = new ArrayList<>();
        List<Long> epochs = new ArrayList<>();
        for (ShardReport report : reports) {
            slots.addAll(report.carriedJoints());
            epochs.addAll(report.carriedEpochs());
        }
        if (!slots.isEmpty()) {
            toManager(new ManagerMessage.SlotsCarried(
                    slots.stream().mapToInt(Integer::intValue).toArray(),
                    epochs.stream().mapToLong(Long::longValue).toArray()));
        }
    }

    private void toManager(ManagerMessage message) {
        if (managerLinked) {
            effects.accept(new AgentEffect.ToManager(message));
        }
    }

    // ---- peers and the state -------------------------------------------------------------------------------------

    private void fromPeer(String nodeId, NodeMessage message) {
        if (peers.heard(nodeId, nowMillis)) {
            tellReachable(nodeId);
        }
        switch (message) {
            case NodeMessage.Ping ping -> {
                effects.accept(new AgentEffect.ToPeer(
                        nodeId, new NodeMessage.Pong(ping.number(), clusterId(), term(), ringVersion())));
                learn(nodeId, ping.clusterId(), ping.term(), ping.ringVersion());
            }
            case NodeMessage.Pong pong -> learn(nodeId, pong.clusterId(), pong.term(), pong.ringVersion());
            case NodeMessage.FetchState fetch -> {
                if (state != null && ClusterState.isNewer(term(), ringVersion(), fetch.term(), fetch.ringVersion())) {
                    effects.accept(new AgentEffect.ToPeer(nodeId, new NodeMessage.StateAnswer(state)));
                }
            }
            case NodeMessage.StateAnswer answer -> adopt(answer.state());
        }
    }

    private void ping(String nodeId) {
        effects.accept(
                new AgentEffect.ToPeer(nodeId, new NodeMessage.Ping(++pings, clusterId(), term(), ringVersion())));
    }

    /** A peer told which state it knows. */
    private void learn(String nodeId, String clusterId, long term, long ringVersion) {
        if (state != null
                && state.clusterId().equals(clusterId)
                && ClusterState.isNewer(term, ringVersion, term(), ringVersion())) {
            fetchState(nodeId);
        }
    }

    private void fetchState(String nodeId) {
        effects.accept(new AgentEffect.ToPeer(nodeId, new NodeMessage.FetchState(term(), ringVersion())));
    }

    private void adopt(ClusterState next) {
        if (state != null && !next.clusterId().equals(state.clusterId()) || !next.isNewerThan(state)) {
            return;
        }
        if (state == null) {
            nextPingMillis = nowMillis;
        }
        state = next;
        started = true;
        effects.accept(new AgentEffect.Adopted(state, incarnation, votes));
    }

    private void tellReachable(String nodeId) {
        effects.accept(new AgentEffect.PeerReachable(nodeId, peers.isReachable(nodeId)));
    }

    private String clusterId() {
        return state == null ? "" : state.clusterId();
    }

    private long term() {
        return state == null ? 0 : state.term();
    }

    private long ringVersion() {
        return state == null ? 0 : state.ringVersion();
    }
}
