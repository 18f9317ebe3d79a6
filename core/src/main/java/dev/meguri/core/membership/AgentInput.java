package dev.meguri.core.membership;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.NodeMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.ShardReport;
import java.util.List;

/** What can happen to a node's agent. */
public sealed interface AgentInput {
    /** The connection to the manager is there, or gone. */
    record ManagerLink(boolean up) implements AgentInput {}

    record FromManager(ManagerMessage message) implements AgentInput {}

    /** The connection to a peer is there, or gone. */
    record PeerLink(String nodeId, boolean up) implements AgentInput {}

    record FromPeer(String nodeId, NodeMessage message) implements AgentInput {}

    /** A shard met a peer that knows a newer state. */
    record StateWanted(String nodeId) implements AgentInput {}

    /** Fresh reports of all shards and counters; the driver gives them at least every heartbeat interval. */
    record Progress(List<ShardReport> shards, ManagerMessage.NodeLoad load) implements AgentInput {}

    /** The last state that this node had adopted, from its snapshot: the node can serve without the manager. */
    record Recall(ClusterState state, long incarnation) implements AgentInput {}

    /** A clean stop begins. */
    record Stopping() implements AgentInput {}

    /** Time has passed: {@link NodeAgent#nextWakeMillis()} has come. */
    record Wake() implements AgentInput {}
}
