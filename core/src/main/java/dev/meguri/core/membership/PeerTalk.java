package dev.meguri.core.membership;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.membership.gossip.GossipPort;
import dev.meguri.core.membership.gossip.GossipView;
import dev.meguri.core.membership.gossip.Rumour;
import dev.meguri.core.membership.gossip.Standing;
import dev.meguri.core.membership.gossip.Swim;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.message.NodeMessage.Known;
import dev.meguri.core.ring.ClusterState;
import java.util.ArrayList;
import java.util.List;

/**
 * What the agent and its peers tell each other: the gossip, which of them this node can reach itself, and newer states.
 * Owned by the agent's thread.
 */
final class PeerTalk implements GossipPort {
    /** What it needs of the agent that it belongs to. */
    interface Owner {
        /** Null: none yet. */
        ClusterState state();

        long nowMillis();

        void emit(AgentEffect effect);

        void adopt(ClusterState state);

        /** Something changed that the manager is to hear of soon. */
        void newsForManager();
    }

    private final Owner owner;
    private final AgentSettings settings;
    private final PeerWatch watch;
    private final Swim swim;
    private long nextWatchMillis = Long.MAX_VALUE;

    PeerTalk(AgentSettings settings, Owner owner) {
        this.owner = owner;
        this.settings = settings;
        this.watch = new PeerWatch(settings.silenceMillis());
        this.swim = new Swim(settings.nodeId(), settings.gossip(), settings.seed(), this);
    }

    // ---- inputs
    // ------------------------------------------------------------------------------------------------------

    void adopted(ClusterState state) {
        swim.members(state.members().stream().map(Member::nodeId).toList(), owner.nowMillis());
        if (nextWatchMillis == Long.MAX_VALUE) {
            nextWatchMillis = owner.nowMillis();
        }
    }

    void link(String nodeId, boolean up) {
        if (watch.linked(nodeId, up, owner.nowMillis())) {
            tellReachable(nodeId);
        }
        swim.link(nodeId, up, owner.nowMillis());
        owner.newsForManager();
    }

    void receive(String from, NodeMessage message) {
        long now = owner.nowMillis();
        switch (message) {
            case NodeMessage.Ping m -> swim.pinged(from, m.number(), m.rumours(), now);
            case NodeMessage.Pong m -> {
                if (watch.answered(from, now)) {
                    tellReachable(from);
                }
                swim.ponged(from, m.number(), m.rumours(), now);
            }
            case NodeMessage.PingRequest m -> swim.asked(from, m.number(), m.nodeId(), m.rumours(), now);
            case NodeMessage.PingReport m ->
                swim.helperAnswered(from, m.number(), m.nodeId(), m.reached(), m.rumours(), now);
            case NodeMessage.FetchState m -> answerFetch(from, m);
            case NodeMessage.StateAnswer m -> owner.adopt(m.state());
        }
        if (message instanceof NodeMessage.Gossip gossip) {
            learn(from, gossip.known());
        }
    }

    private void answerFetch(String from, NodeMessage.FetchState fetch) {
        ClusterState state = owner.state();
        if (state != null
                && ClusterState.isNewer(state.term(), state.ringVersion(), fetch.term(), fetch.ringVersion())) {
            send(from, new NodeMessage.StateAnswer(state));
        }
    }

    /** A peer told which state it knows. */
    private void learn(String nodeId, Known theirs) {
        ClusterState state = owner.state();
        if (state != null
                && state.clusterId().equals(theirs.clusterId())
                && ClusterState.isNewer(theirs.term(), theirs.ringVersion(), state.term(), state.ringVersion())) {
            fetchState(nodeId);
        }
    }

    void fetchState(String nodeId) {
        Known known = known();
        send(nodeId, new NodeMessage.FetchState(known.term(), known.ringVersion()));
    }

    // ---- time
    // --------------------------------------------------------------------------------------------------------

    void wake() {
        long now = owner.nowMillis();
        if (now >= nextWatchMillis) {
            watch.silent(now).forEach(this::tellReachable);
            watch.toAskAgain(now, pauseMillis(), Limits.MAX_PEERS_ASKED_AGAIN).forEach(swim::ping);
            nextWatchMillis =
                    now + (watch.anyOwes() ? pauseMillis() : settings.gossip().probeMillis());
        }
        if (now >= swim.nextWakeMillis()) {
            swim.wake(now);
        }
    }

    /** Between pings to one that owes an answer. */
    private long pauseMillis() {
        return settings.gossip().probeMillis() / 2;
    }

    long nextWakeMillis() {
        return Math.min(nextWatchMillis, swim.nextWakeMillis());
    }

    /** This node stood still: so much of everybody's silence was its own. */
    void stoodStill(long millis) {
        watch.forgive(millis, owner.nowMillis());
        swim.stoodStill(millis);
    }

    // ---- what is known
    // -----------------------------------------------------------------------------------------------

    boolean isReachable(String nodeId) {
        return watch.isReachable(nodeId);
    }

    /** Members that the gossip holds to be suspect or failed, in the state's order. */
    List<String> unreachable() {
        return others(nodeId -> swim.standingOf(nodeId) != Standing.ALIVE);
    }

    /** Members to which this node has no connection. */
    List<String> unconnected() {
        return others(nodeId -> !watch.isLinked(nodeId));
    }

    private List<String> others(java.util.function.Predicate<String> which) {
        List<String> others = new ArrayList<>();
        if (owner.state() != null) {
            for (Member member : owner.state().members()) {
                if (!member.nodeId().equals(settings.nodeId()) && which.test(member.nodeId())) {
                    others.add(member.nodeId());
                }
            }
        }
        return others;
    }

    long gossipChanges() {
        return swim.changes();
    }

    GossipView gossip() {
        return swim.view();
    }

    // ---- effects
    // -----------------------------------------------------------------------------------------------------

    @Override
    public void ping(String to, long number, List<Rumour> rumours) {
        watch.asked(to, owner.nowMillis());
        send(to, new NodeMessage.Ping(number, known(), rumours));
    }

    @Override
    public void pong(String to, long number, List<Rumour> rumours) {
        send(to, new NodeMessage.Pong(number, known(), rumours));
    }

    @Override
    public void askToPing(String helper, long number, String nodeId, List<Rumour> rumours) {
        send(helper, new NodeMessage.PingRequest(number, nodeId, known(), rumours));
    }

    @Override
    public void answerAsker(String asker, long number, String nodeId, boolean reached, List<Rumour> rumours) {
        send(asker, new NodeMessage.PingReport(number, nodeId, reached, known(), rumours));
    }

    @Override
    public void standing(String nodeId, Standing standing) {
        owner.newsForManager();
    }

    private void tellReachable(String nodeId) {
        owner.emit(new AgentEffect.PeerReachable(nodeId, watch.isReachable(nodeId)));
    }

    private void send(String to, NodeMessage message) {
        owner.emit(new AgentEffect.ToPeer(to, message));
    }

    private Known known() {
        ClusterState state = owner.state();
        return state == null ? Known.NOTHING : new Known(state.clusterId(), state.term(), state.ringVersion());
    }
}
