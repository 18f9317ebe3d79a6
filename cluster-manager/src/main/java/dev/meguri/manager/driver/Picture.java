package dev.meguri.manager.driver;

import dev.meguri.core.membership.LostSlots;
import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.core.membership.NodeStatus;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.migration.MovePace;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.ClusterState;
import java.util.List;
import java.util.Map;

/**
 * What the manager knew after its newest step: immutable, read by any thread.
 *
 * @param state null: no cluster is formed
 * @param waiting registered nodes that are not welcomed yet
 * @param rates by nodeId; a node without heartbeats has none
 * @param job the newest rebalance job; null: none
 * @param pace how fast slots would move now
 * @param trouble why nothing can be changed now; null: all is well
 */
public record Picture(
        ClusterState state,
        List<NodeStatus> nodes,
        List<ManagerMessage.Register> waiting,
        Map<String, LoadRates.Rate> rates,
        RebalanceJob job,
        int slotsMoving,
        MovePace pace,
        LostSlots lost,
        String trouble) {
    static final Picture STARTING = new Picture(
            null,
            List.of(),
            List.of(),
            Map.of(),
            null,
            0,
            MovePace.unseen(ManagerSettings.DEFAULTS.moving()),
            LostSlots.NONE,
            "starting");

    Picture withTrouble(String what) {
        return new Picture(state, nodes, waiting, rates, job, slotsMoving, pace, lost, what);
    }
}
