package dev.meguri.simulator.check;

import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Receipt;
import dev.meguri.core.operation.Receipt.Source;
import dev.meguri.core.operation.Result;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.workload.ClientOperation;

/** Receipts tell what can be: enough acks for the policy, and no more than there are holders; the right source. */
public final class ReceiptChecker implements Observer {
    private final World world;
    private final StateChecker states;

    public ReceiptChecker(World world, StateChecker states) {
        this.world = world;
        this.states = states;
    }

    @Override
    public void onResult(ClientOperation operation) {
        switch (operation.result) {
            case Result.Found(var _, var receipt) -> check(operation, receipt, true);
            case Result.Absent(var _, var receipt) -> check(operation, receipt, true);
            case Result.Written(var _, var _, var _, var _, var receipt) -> check(operation, receipt, true);
            case Result.Removed(var _, var _, var receipt) -> check(operation, receipt, true);
            case Result.ConditionFailed(var _, var receipt) -> check(operation, receipt, false);
            case Result.Failed _ -> {}
        }
    }

    private void check(ClientOperation operation, Receipt receipt, boolean quorum) {
        if (receipt.slot() != operation.key.key.slot(world.settings().slotCount())) {
            throw wrong(operation, "the slot");
        }
        ClusterState state = states.ofRingVersion(receipt.ringVersion());
        if (state == null) {
            throw wrong(operation, "a ring version that nobody saw");
        }
        SlotAssignment slot = state.slot(receipt.slot());
        boolean isHome = receipt.nodeId().equals(slot.homePrimary());
        if (isHome != (receipt.source() == Source.PRIMARY)) {
            throw wrong(operation, "the source; the home primary is " + slot.homePrimary());
        }
        Policy policy = state.policies().of(operation.key.key);
        int copies = policy.replicas();
        int current = Math.min(copies, slot.current().size());
        int next = Math.min(copies, slot.next().size());
        if (receipt.replicas() < current || receipt.replicas() > current + next) {
            throw wrong(operation, "replicas; the lists are " + slot);
        }
        int asked = operation.operation instanceof Operation.Get ? policy.readQuorum() : policy.writeQuorum();
        if (quorum && (receipt.acks() < Math.min(asked, current) || receipt.acks() > receipt.replicas())) {
            throw wrong(operation, "acks; the policy asks for " + asked);
        }
    }

    private ViolationFound wrong(ClientOperation operation, String what) {
        return world.violated("receipts-are-true", "the receipt is wrong about " + what + ": " + operation);
    }
}
