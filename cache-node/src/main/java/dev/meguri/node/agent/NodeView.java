package dev.meguri.node.agent;

import dev.meguri.core.membership.gossip.GossipView;
import dev.meguri.core.ring.ClusterState;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What the node last adopted, for readers on any thread. Written by the agent's loop only. */
@Singleton
public class NodeView {
    /**
     * @param state null: none adopted yet
     * @param votes whether nothing is forgotten of what this node promised under the incarnation
     */
    public record Adopted(ClusterState state, long incarnation, boolean votes) {}

    private final Map<String, Boolean> reachable = new ConcurrentHashMap<>();
    private volatile Adopted adopted = new Adopted(null, 0, false);
    private volatile Consumer<ClusterState> listener = state -> {};
    private volatile GossipView gossip = GossipView.NONE;

    /** Null before the first state. */
    public ClusterState state() {
        return adopted.state();
    }

    public Adopted adopted() {
        return adopted;
    }

    public boolean isReachable(String nodeId) {
        return reachable.getOrDefault(nodeId, false);
    }

    /** What the gossip knows of the other members, and counted. */
    public GossipView gossip() {
        return gossip;
    }

    void gossip(GossipView now) {
        gossip = now;
    }

    /** @param listener told each adopted state, on the agent's thread; the only one */
    public void onAdopt(Consumer<ClusterState> listener) {
        this.listener = listener;
    }

    void adopt(ClusterState state, long incarnation, boolean votes) {
        adopted = new Adopted(state, incarnation, votes);
        listener.accept(state);
    }

    void reachable(String nodeId, boolean isReachable) {
        reachable.put(nodeId, isReachable);
    }
}
