package dev.meguri.core.membership;

import dev.meguri.core.migration.JobTargets;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.PlannedNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One thing that the manager stores. A later record of the same kind (and node) takes the place of the earlier one. */
public sealed interface ManagerRecord {
    /** The newest state. Earlier versions may be kept for people. */
    record State(ClusterState state) implements ManagerRecord {}

    /** The term of the running manager. */
    record Term(long term) implements ManagerRecord {}

    record Node(NodeRecord node) implements ManagerRecord {}

    /** Until when the cluster is known to have lived. */
    record ActiveUntil(long millis) implements ManagerRecord {}

    /** A rebalance job, by its id; all are kept, the one with the highest id may be running. */
    record Job(RebalanceJob job) implements ManagerRecord {}

    /** Where the newest job moves its slots. */
    record Targets(JobTargets targets) implements ManagerRecord {}

    /**
     * Slots in JOINT whose strong keys are with the next list, by their epochs, and with no majority of the list before any more:
     * only this tells that nothing is lost (STRONG.md, rules 18 and 23).
     */
    record Carried(Map<Integer, Long> epochs) implements ManagerRecord {
        public Carried {
            epochs = Collections.unmodifiableMap(new TreeMap<>(epochs));
        }
    }

    /** The nodes that the newest plan was made for. */
    record Planned(List<PlannedNode> nodes) implements ManagerRecord {
        public Planned {
            nodes = List.copyOf(nodes);
        }
    }
}
