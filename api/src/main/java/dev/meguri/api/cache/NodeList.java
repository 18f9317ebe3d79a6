package dev.meguri.api.cache;

import java.util.List;

/** The members that a node knows. @param self the answering node's id */
public record NodeList(String self, String clusterId, long term, long ringVersion, List<Peer> nodes) {
    /** @param reachable whether the answering node's peer connection to it works now; true for itself */
    public record Peer(String nodeId, String state, long incarnation, String address, String zone, boolean reachable) {}
}
