package dev.meguri.api.cluster;

import java.util.List;

/**
 * The cluster in one document.
 *
 * @param formed whether ring version 1 exists; before that the manager waits for {@code expectedNodes}
 * @param ready whether every slot has a serving primary and no member is JOINING
 * @param slotsUnderReplicated slots with fewer live holders than their list is long
 * @param slotsMoving slots in JOINT
 * @param slotsWithoutHolder slots with no live holder: their keys cannot be read now
 * @param lost slots whose memory is gone, until an operator accepts it
 * @param rebalance the running job; null: none
 */
public record ClusterView(
        String clusterId,
        long term,
        long ringVersion,
        boolean formed,
        boolean ready,
        int expectedNodes,
        int replicationFactor,
        int slotCount,
        int slotsMoving,
        int slotsUnderReplicated,
        int slotsWithoutHolder,
        LostSlots lost,
        List<NodeView> nodes,
        RebalanceView rebalance) {}
