package dev.meguri.core.membership;

import static dev.meguri.core.limits.Requirements.require;

/**
 * What the manager keeps about a nodeId for ever, member or not.
 *
 * @param incarnation the last one issued; only grows
 * @param processId the process it was issued to; empty: not known
 * @param draining an operator asked for its slots to be moved away, and has not admitted it since
 * @param activeBefore whether it has been ACTIVE: the next time is a recovery
 */
public record NodeRecord(String nodeId, long incarnation, String processId, boolean draining, boolean activeBefore) {
    public NodeRecord {
        require(!nodeId.isEmpty(), "nodeId must not be empty");
        require(incarnation >= 1, "incarnation must be at least 1");
    }

    NodeRecord withDraining(boolean next) {
        return new NodeRecord(nodeId, incarnation, processId, next, activeBefore);
    }

    NodeRecord withActiveBefore() {
        return new NodeRecord(nodeId, incarnation, processId, draining, true);
    }
}
