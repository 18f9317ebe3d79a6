package dev.meguri.api.cache;

import java.util.List;

/**
 * The members that a node knows.
 *
 * @param self the answering node's id
 * @param localHealth 1: the answering node is well; higher: by so much it slows down its probes, because it is slow or badly
 *     connected itself
 */
public record NodeList(String self, String clusterId, long term, long ringVersion, int localHealth, List<Peer> nodes) {
    /**
     * @param state by the adopted cluster state
     * @param reachable whether the answering node's peer connection to it works now; true for itself
     * @param gossip what the answering node's gossip says of it; null for itself
     */
    public record Peer(
            String nodeId,
            String state,
            long incarnation,
            String address,
            String zone,
            boolean reachable,
            Gossip gossip) {}

    /**
     * @param standing ALIVE, SUSPECT or FAILED
     * @param refutation how often the member refuted suspicions, as far as is known here
     * @param accuser who raised the suspicion; null: it is ALIVE
     */
    public record Gossip(String standing, long refutation, String accuser) {}
}
