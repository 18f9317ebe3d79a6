package dev.meguri.client.call;

import dev.meguri.client.net.NodeLink;
import dev.meguri.client.net.NodeLinks;
import dev.meguri.client.ring.Ring;
import dev.meguri.client.ring.RingNode;

/**
 * Which node a call asks next: the serving primary of its slot; where that was asked or cannot be, the other holders, who coordinate
 * where they cannot reach the primary; then anybody, who knows a newer ring perhaps. Nodes that say nothing come last. Some questions
 * are for one node alone.
 */
final class NodeChoice {
    private final NodeLinks links;

    NodeChoice(NodeLinks links) {
        this.links = links;
    }

    /** Null: all that can be asked were. To be called with the call's monitor. */
    NodeLink next(Call<?> call, Ring ring) {
        NodeLink speaking = next(call, ring, false);
        return speaking != null ? speaking : next(call, ring, true);
    }

    private NodeLink next(Call<?> call, Ring ring, boolean evenSilent) {
        String only = call.request.onlyNode();
        if (only != null) {
            return usable(call, only, evenSilent);
        }
        int slot = call.request.slot();
        if (slot >= 0) {
            for (int i = 0; i < ring.holders(slot); i++) {
                NodeLink link = usable(call, ring.holder(slot, i).nodeId(), evenSilent);
                if (link != null) {
                    return link;
                }
            }
        }
        for (RingNode node : ring.nodes()) {
            NodeLink link = usable(call, node.nodeId(), evenSilent);
            if (link != null) {
                return link;
            }
        }
        return null;
    }

    private NodeLink usable(Call<?> call, String nodeId, boolean evenSilent) {
        NodeLink link = links.of(nodeId);
        boolean mayBeAsked = link != null && !call.wasAsked(nodeId) && (evenSilent || !link.isSilent());
        return mayBeAsked && canBeAsked(link, call) ? link : null;
    }

    /** Whether there is a connection, or the first attempt at one. */
    static boolean canBeAsked(NodeLink link, Call<?> call) {
        return link.connection(Math.max(0, call.request.slot())) != null;
    }
}
