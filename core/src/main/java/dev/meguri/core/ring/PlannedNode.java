package dev.meguri.core.ring;

import static dev.meguri.core.limits.Requirements.require;

/**
 * One node as {@link RingPlanner} sees it.
 *
 * @param nodeId stable name, unique among the nodes of one plan
 * @param zone failure domain; empty: a domain of its own
 * @param weight share relative to other nodes, at least 1; 100 is an ordinary node
 * @param role whether it may gain and keep copies
 */
public record PlannedNode(String nodeId, String zone, int weight, Role role) {
    /** What a plan may do with a node. */
    public enum Role {
        /** Holds its share. */
        ELIGIBLE,
        /** Down for long: gains nothing and is replaced, except where no eligible node outside the list is left. */
        KEEP_IF_NEEDED,
        /** Being drained: gives up all it holds, even if lists get shorter; it stays only while no node is eligible. */
        LEAVING
    }

    public PlannedNode {
        require(!nodeId.isEmpty(), "nodeId must not be empty");
        require(weight >= 1, "weight must be at least 1");
    }

    public static PlannedNode eligible(String nodeId, String zone, int weight) {
        return new PlannedNode(nodeId, zone, weight, Role.ELIGIBLE);
    }
}
