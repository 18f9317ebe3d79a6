package dev.meguri.core.membership.gossip;

import java.util.List;

/**
 * What a node's gossip knows and counted since its start, for people.
 *
 * @param localHealth 1: well; higher: this node slows down, see {@link LocalHealth}
 * @param probes members probed; @param failedProbes without any answer; @param indirectProbes others were asked to help
 * @param relayedProbes pings sent for others
 * @param suspicionsRaised by this node itself; @param suspicionsRefuted of other members, whoever raised them
 * @param ownRefutations how often this node was suspected and said that it is there
 * @param members sorted by nodeId, without this node
 */
public record GossipView(
        int localHealth,
        long probes,
        long failedProbes,
        long indirectProbes,
        long relayedProbes,
        long suspicionsRaised,
        long suspicionsRefuted,
        long ownRefutations,
        List<Member> members) {
    public static final GossipView NONE = new GossipView(1, 0, 0, 0, 0, 0, 0, 0, List.of());

    /** @param accuser who raised the suspicion, or found the member failed; empty: it is ALIVE */
    public record Member(String nodeId, Standing standing, long refutation, String accuser) {}
}
