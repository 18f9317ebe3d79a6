package dev.meguri.core.message;

import dev.meguri.core.membership.gossip.Rumour;
import dev.meguri.core.ring.ClusterState;
import java.util.List;

/** What two nodes tell each other beside the work of their shards: who is there, and the cluster state. */
public sealed interface NodeMessage {
    /**
     * The newest state that the sender knows: a node that is cut off from the manager learns of it from its peers.
     *
     * @param clusterId empty: none
     */
    record Known(String clusterId, long term, long ringVersion) {
        public static final Known NOTHING = new Known("", 0, 0);
    }

    /** What every message of the gossip carries. */
    sealed interface Gossip extends NodeMessage {
        Known known();

        /** What the sender passes on of members; see {@link Rumour}. */
        List<Rumour> rumours();
    }

    /** Are you there? */
    record Ping(long number, Known known, List<Rumour> rumours) implements Gossip {}

    /** Answer to the {@link Ping} of that number. */
    record Pong(long number, Known known, List<Rumour> rumours) implements Gossip {}

    /** Ping that member for me. */
    record PingRequest(long number, String nodeId, Known known, List<Rumour> rumours) implements Gossip {}

    /**
     * Answer to the {@link PingRequest} of that number.
     *
     * @param reached whether the member answered; after a false one a true one may follow
     */
    record PingReport(long number, String nodeId, boolean reached, Known known, List<Rumour> rumours)
            implements Gossip {}

    /** Send me your state, if it is newer than this. */
    record FetchState(long term, long ringVersion) implements NodeMessage {}

    record StateAnswer(ClusterState state) implements NodeMessage {}
}
