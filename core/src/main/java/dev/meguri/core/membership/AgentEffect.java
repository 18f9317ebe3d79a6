package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.ring.ClusterState;

/** What a step of a node's agent asks its driver to do, in order. */
public sealed interface AgentEffect {
    record ToManager(ManagerMessage message) implements AgentEffect {}

    record ToPeer(String nodeId, NodeMessage message) implements AgentEffect {}

    /**
     * Hand this to every shard, and keep connections to exactly its other members (by their host and port). Comes again
     * for the same state when {@code votes} or the incarnation changes.
     *
     * @param votes whether this process may cast strong votes under the incarnation
     */
    record Adopted(ClusterState state, long incarnation, boolean votes) implements AgentEffect {}

    /** Hand this to every shard. */
    record PeerReachable(String nodeId, boolean reachable) implements AgentEffect {}

    /** Every shard is to forget what was restored. Comes before the first {@link Adopted}. */
    record StartEmpty() implements AgentEffect {}

    /** The manager refused this node: log one line with code and detail, and exit. */
    record Refused(String code, String detail) implements AgentEffect {}
}
