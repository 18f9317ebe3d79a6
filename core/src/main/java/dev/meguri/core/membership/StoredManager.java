package dev.meguri.core.membership;

import dev.meguri.core.migration.JobTargets;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.PlannedNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a manager needs to go on where it was. Immutable.
 *
 * @param state null: no cluster was formed
 * @param term of the last manager's life; 0: none
 * @param nodes by nodeId, sorted
 * @param activeUntilMillis 0: not known
 * @param job the newest; null: none
 * @param targets of a job, by its id; null: none
 * @param planned null: no plan was made
 * @param carried of slots in JOINT, their epochs: {@link ManagerRecord.Carried}
 */
public record StoredManager(
        ClusterState state,
        long term,
        Map<String, NodeRecord> nodes,
        long activeUntilMillis,
        RebalanceJob job,
        JobTargets targets,
        List<PlannedNode> planned,
        Map<Integer, Long> carried) {
    public static final StoredManager EMPTY =
            new StoredManager(null, 0, new TreeMap<>(), 0, null, null, null, new TreeMap<>());

    /** This with one record stored. */
    public StoredManager with(ManagerRecord record) {
        return switch (record) {
            case ManagerRecord.State r ->
                new StoredManager(r.state(), term, nodes, activeUntilMillis, job, targets, planned, carried);
            case ManagerRecord.Term r ->
                new StoredManager(state, r.term(), nodes, activeUntilMillis, job, targets, planned, carried);
            case ManagerRecord.Node r -> {
                TreeMap<String, NodeRecord> next = new TreeMap<>(nodes);
                next.put(r.node().nodeId(), r.node());
                yield new StoredManager(state, term, next, activeUntilMillis, job, targets, planned, carried);
            }
            case ManagerRecord.ActiveUntil r ->
                new StoredManager(state, term, nodes, r.millis(), job, targets, planned, carried);
            case ManagerRecord.Job r ->
                new StoredManager(
                        state,
                        term,
                        nodes,
                        activeUntilMillis,
                        job == null || r.job().id() >= job.id() ? r.job() : job,
                        targets,
                        planned,
                        carried);
            case ManagerRecord.Targets r ->
                new StoredManager(state, term, nodes, activeUntilMillis, job, r.targets(), planned, carried);
            case ManagerRecord.Planned r ->
                new StoredManager(state, term, nodes, activeUntilMillis, job, targets, r.nodes(), carried);
            case ManagerRecord.Carried r ->
                new StoredManager(state, term, nodes, activeUntilMillis, job, targets, planned, r.epochs());
        };
    }
}
