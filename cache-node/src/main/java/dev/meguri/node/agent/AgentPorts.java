package dev.meguri.node.agent;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.ring.ClusterState;

/** What the agent's effects act upon. Called on the agent's context; none may block. */
public interface AgentPorts {
    void toManager(ManagerMessage message);

    void toPeer(String nodeId, NodeMessage message);

    /** Hand the state to the shards, keep it on disk, and keep connections to its other members. */
    /** @param votes whether this process may cast strong votes under the incarnation */
    void adopted(ClusterState state, long incarnation, boolean votes);

    void peerReachable(String nodeId, boolean reachable);

    /** Shards and snapshot are to forget what was restored. */
    void startEmpty();

    /** The process is to end. */
    void refused(String code, String detail);
}
