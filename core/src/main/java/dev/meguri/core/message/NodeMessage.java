package dev.meguri.core.message;

import dev.meguri.core.ring.ClusterState;

/** What two nodes tell each other beside the work of their shards: reachability, and the cluster state. */
public sealed interface NodeMessage {
    /** Are you there? Carries the newest state known, so that a node cut off from the manager learns of it. */
    record Ping(long number, String clusterId, long term, long ringVersion) implements NodeMessage {}

    record Pong(long number, String clusterId, long term, long ringVersion) implements NodeMessage {}

    /** Send me your state, if it is newer than this. */
    record FetchState(long term, long ringVersion) implements NodeMessage {}

    record StateAnswer(ClusterState state) implements NodeMessage {}
}
