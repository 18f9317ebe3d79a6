package dev.meguri.core.membership;

import dev.meguri.core.membership.gossip.GossipView;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.ShardReport;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The part of a node that is about the node as a whole: its registration and heartbeats at the manager, its talk with its
 * peers ({@link PeerTalk}), and which cluster state is adopted. A deterministic state machine, owned by one thread.
 *
 * <p>States of a node towards the manager:
 *
 * <pre>
 * unlinked -> registering (Register sent, again and again) -> welcome (heartbeats) -> unlinked ...
 *                                                          -> refused              for ever
 * </pre>
 *
 * A node that was never welcomed adopts only what it recalls from its snapshot; states of another cluster and older states
 * are never adopted (SLOT.md, rule 17).
 */
public final class NodeAgent {
    /** News for the manager that come together are told together. */
    private static final long NEWS_MILLIS = 20;

    /** Between heartbeats, however much there is to tell. */
    private static final long LEAST_HEARTBEAT_MILLIS = 100;

    /** A registration that is not answered is sent again: the manager may have other things to wait for, or never have got it. */
    private static final long REGISTER_AGAIN_MILLIS = 1_000;

    private final AgentSettings settings;
    private final PeerTalk peers;
    private Consumer<AgentEffect> effects;
    private long nowMillis;
    private ClusterState state;
    private ManagerMessage.Memory memory;
    private long incarnation;
    /** Whether the incarnation is this process' own to vote under: issued to it, or kept by a clean stop. */
    private boolean votes;

    /** Whether a manager has issued an incarnation to this process. */
    private boolean issued;

    private boolean managerLinked;
    private boolean welcome;
    private boolean refused;
    private boolean stopping;
    /** Whether the shards hold what was restored, and may still have to forget it. */
    private boolean started;

    private List<ShardReport> reports = List.of();
    /** What the manager was told last on this connection, and when. */
    private List<ShardReport> toldReports = List.of();

    private long toldMillis;
    private ManagerMessage.NodeLoad load = ManagerMessage.NodeLoad.NONE;
    private long lastHeartbeatMillis;
    private long nextHeartbeatMillis;
    private long nextRegisterMillis;

    public NodeAgent(AgentSettings settings) {
        this.settings = settings;
        this.memory = settings.memory();
        this.peers = new PeerTalk(settings, new PeerOwner());
    }

    /** @param now milliseconds of a steady clock: one that never goes back nor jumps */
    public void step(AgentInput input, long now, Consumer<AgentEffect> out) {
        forgiveStall(now);
        effects = out;
        switch (input) {
            case AgentInput.ManagerLink link -> managerLink(link.up());
            case AgentInput.FromManager from -> fromManager(from.message());
            case AgentInput.PeerLink link -> peers.link(link.nodeId(), link.up());
            case AgentInput.FromPeer from -> peers.receive(from.nodeId(), from.message());
            case AgentInput.StateWanted wanted -> peers.fetchState(wanted.nodeId());
            case AgentInput.Progress progress -> {
                long syncedBefore = syncedSince();
                reports = progress.shards();
                load = progress.load();
                reportProgress();
                if (syncedSince() > syncedBefore && isJoining()) {
                    // It is all that the manager waits for.
                    heartbeatSoon();
                }
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
     * is no silence of its peers: their answers wait in its queue. It wakes every probe period; when it comes later than
     * half of one more, the standstill counts for that half only. Not for nothing, or a node that stands still again and
     * again would never give up a dead peer.
     */
    private void forgiveStall(long now) {
        long elapsed = now - nowMillis;
        long periodMillis = settings.gossip().probeMillis();
        nowMillis = now;
        if (state != null && elapsed > periodMillis + periodMillis / 2) {
            peers.stoodStill(elapsed - periodMillis / 2);
        }
    }

    /** When the driver is to give {@link AgentInput.Wake}; {@link Long#MAX_VALUE}: not needed. Ask after every step. */
    public long nextWakeMillis() {
        long next = state == null ? Long.MAX_VALUE : peers.nextWakeMillis();
        if (isRegistering()) {
            return Math.min(next, nextRegisterMillis);
        }
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

    /** Grows whenever {@link #gossip()} changes. */
    public long gossipChanges() {
        return peers.gossipChanges();
    }

    /** What this node's gossip knows of the other members. */
    public GossipView gossip() {
        return peers.gossip();
    }

    private void wake() {
        if (state != null) {
            peers.wake();
        }
        if (welcome && nowMillis >= nextHeartbeatMillis) {
            heartbeat();
        } else if (isRegistering() && nowMillis >= nextRegisterMillis) {
            register();
        }
    }

    // ---- the manager ---------------------------------------------------------------------------------------------

    private void managerLink(boolean up) {
        managerLinked = up;
        welcome = false;
        toldReports = List.of();
        if (isRegistering()) {
            register();
        }
    }

    private boolean isRegistering() {
        return managerLinked && !welcome && !refused && !stopping;
    }

    private void register() {
        nextRegisterMillis = nowMillis + REGISTER_AGAIN_MILLIS;
        toManager(new ManagerMessage.Register(
                Protocol.VERSION,
                settings.nodeId(),
                settings.processId(),
                state == null ? "" : state.clusterId(),
                incarnation,
                issued ? ManagerMessage.Memory.RUNNING : memory,
                settings.snapshotMillis(),
                state == null ? 0 : state.term(),
                state == null ? 0 : state.ringVersion(),
                settings.host(),
                settings.httpPort(),
                settings.respPort(),
                settings.respHost(),
                settings.zone(),
                settings.weight(),
                settings.standby()));
    }

    private void fromManager(ManagerMessage message) {
        switch (message) {
            case ManagerMessage.Welcome answer -> {
                welcome = true;
                boolean known = votes && incarnation == answer.incarnation();
                incarnation = answer.incarnation();
                votes = true;
                issued = true;
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
            case ManagerMessage.FullState full -> {
                if (welcome) {
                    adopt(full.state());
                }
            }
            case ManagerMessage.StateDelta delta -> {
                if (!welcome) {
                    // it comes after a welcome, which was lost: the next one may bid us to forget first
                    return;
                }
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

    private boolean isJoining() {
        return state != null && state.stateOf(settings.nodeId()) == MemberState.JOINING;
    }

    private void heartbeatSoon() {
        long soon = Math.max(nowMillis + NEWS_MILLIS, lastHeartbeatMillis + LEAST_HEARTBEAT_MILLIS);
        nextHeartbeatMillis = Math.min(nextHeartbeatMillis, soon);
    }

    private void heartbeat() {
        lastHeartbeatMillis = nowMillis;
        nextHeartbeatMillis = nowMillis + settings.heartbeatMillis();
        toManager(new ManagerMessage.Heartbeat(
                state == null ? 0 : state.term(),
                state == null ? 0 : state.ringVersion(),
                syncedSince(),
                reports.stream().mapToInt(ShardReport::unsyncedSlots).sum(),
                peers.unreachable(),
                peers.unconnected(),
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

    /** Progress of migrations is told at once, as a rebalance job waits for it; and again now and then, until it is over. */
    private void reportProgress() {
        boolean isNews = !reports.equals(toldReports) || nowMillis - toldMillis >= settings.heartbeatMillis();
        if (!welcome || !managerLinked || !isNews) {
            return;
        }
        toldReports = reports;
        toldMillis = nowMillis;
        int[] synced = slots(ShardReport::syncedJoints);
        if (synced.length > 0) {
            toManager(new ManagerMessage.SlotsSynced(synced, epochs(ShardReport::epochs)));
        }
        int[] carried = slots(ShardReport::carriedJoints);
        if (carried.length > 0) {
            toManager(new ManagerMessage.SlotsCarried(carried, epochs(ShardReport::carriedEpochs)));
        }
    }

    private int[] slots(Function<ShardReport, List<Integer>> of) {
        return reports.stream()
                .flatMap(report -> of.apply(report).stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private long[] epochs(Function<ShardReport, List<Long>> of) {
        return reports.stream()
                .flatMap(report -> of.apply(report).stream())
                .mapToLong(Long::longValue)
                .toArray();
    }

    private void toManager(ManagerMessage message) {
        if (managerLinked) {
            effects.accept(new AgentEffect.ToManager(message));
        }
    }

    // ---- peers and the state -------------------------------------------------------------------------------------

    private void adopt(ClusterState next) {
        if (state != null && !next.clusterId().equals(state.clusterId()) || !next.isNewerThan(state)) {
            return;
        }
        state = next;
        started = true;
        peers.adopted(next);
        effects.accept(new AgentEffect.Adopted(state, incarnation, votes));
    }

    private final class PeerOwner implements PeerTalk.Owner {
        @Override
        public ClusterState state() {
            return state;
        }

        @Override
        public long nowMillis() {
            return nowMillis;
        }

        @Override
        public void emit(AgentEffect effect) {
            effects.accept(effect);
        }

        @Override
        public void adopt(ClusterState next) {
            NodeAgent.this.adopt(next);
        }

        @Override
        public void newsForManager() {
            heartbeatSoon();
        }
    }
}
