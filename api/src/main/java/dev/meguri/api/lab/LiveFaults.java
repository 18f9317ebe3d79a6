package dev.meguri.api.lab;

import dev.meguri.api.fault.FaultView;
import java.util.List;

/**
 * What is wrong on purpose in the running cluster, as its nodes tell it now.
 *
 * @param nodes by name
 * @param killed nodes that the lab killed and will start again
 */
public record LiveFaults(long atMillis, List<NodeFaults> nodes, List<KilledNode> killed) {
    /**
     * @param enabled whether it takes faults; null: it was not asked, or did not answer
     * @param problem why it did not answer; null: it did
     */
    public record NodeFaults(String nodeId, Boolean enabled, String problem, List<FaultView> faults) {}

    /** @param remainingMillis until it is started; 0: it is being started */
    public record KilledNode(String nodeId, long remainingMillis) {}
}
