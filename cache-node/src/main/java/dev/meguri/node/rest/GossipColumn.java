package dev.meguri.node.rest;

import dev.meguri.api.cache.NodeList;
import dev.meguri.core.membership.gossip.GossipView;

/** What this node's gossip says of one member. */
final class GossipColumn {
    private GossipColumn() {}

    /** Null for the node itself, and for a member that the gossip does not know yet. */
    static NodeList.Gossip of(GossipView gossip, String nodeId) {
        for (GossipView.Member member : gossip.members()) {
            if (member.nodeId().equals(nodeId)) {
                String accuser = member.accuser().isEmpty() ? null : member.accuser();
                return new NodeList.Gossip(member.standing().name(), member.refutation(), accuser);
            }
        }
        return null;
    }
}
