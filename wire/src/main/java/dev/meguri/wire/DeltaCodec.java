package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.present;

import dev.meguri.api.proto.StateDeltaProto;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Slots;
import java.util.List;

/** What changed from one ring version to the next. */
final class DeltaCodec {
    private DeltaCodec() {}

    static StateDeltaProto encode(ManagerMessage.StateDelta delta) {
        StateDeltaProto.Builder proto = StateDeltaProto.newBuilder()
                .setClusterId(delta.clusterId())
                .setTerm(delta.term())
                .setFromRingVersion(delta.fromRingVersion())
                .setRingVersion(delta.ringVersion())
                .setReplicationFactor(delta.replicationFactor())
                .addAllMembers(MemberCodec.encode(delta.members()))
                .setAssignments(AssignmentsCodec.encode(delta.assignments()));
        for (int slot : delta.changedSlots()) {
            proto.addChangedSlots(slot);
        }
        if (delta.policies() != null) {
            proto.setPolicies(PolicyCodec.encode(delta.policies()));
        }
        return proto.build();
    }

    static ManagerMessage decode(StateDeltaProto proto) throws WireException {
        present(proto.hasAssignments(), "state_delta.assignments");
        List<SlotAssignment> assignments = AssignmentsCodec.decode(proto.getAssignments());
        int[] changed = Checks.ints(proto.getChangedSlotsList());
        check(changed.length <= Slots.COUNT, "state_delta.changed_slots are more than there are");
        check(changed.length == assignments.size(), "state_delta.assignments are not one per changed slot");
        for (int slot : changed) {
            Checks.slot(slot);
        }
        PolicyTable policies = proto.hasPolicies() ? PolicyCodec.decode(proto.getPolicies()) : null;
        return new ManagerMessage.StateDelta(
                Checks.text(proto.getClusterId(), "state_delta.cluster_id"),
                version(proto.getTerm(), "state_delta.term"),
                version(proto.getFromRingVersion(), "state_delta.from_ring_version"),
                version(proto.getRingVersion(), "state_delta.ring_version"),
                StateCodec.replicationFactor(proto.getReplicationFactor()),
                MemberCodec.decode(proto.getMembersList()),
                changed,
                assignments,
                policies);
    }

    private static long version(long number, String field) throws WireException {
        check(number >= 1, field + " must be at least 1");
        return number;
    }
}
