package dev.meguri.wire;

import static dev.meguri.wire.Checks.check;
import static dev.meguri.wire.Checks.present;

import dev.meguri.api.proto.ClusterStateProto;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.ClusterState;

/** The cluster state as bytes: what the manager stores, nodes keep beside their snapshot, and messages carry. */
public final class StateCodec {
    private StateCodec() {}

    public static byte[] encode(ClusterState state) {
        return toProto(state).toByteArray();
    }

    /** @throws WireException when the bytes are no cluster state */
    public static ClusterState decode(byte[] bytes) throws WireException {
        return Checks.strictly(bytes, Limits.MAX_FRAME_BYTES, () -> fromProto(ClusterStateProto.parseFrom(bytes)));
    }

    static ClusterStateProto toProto(ClusterState state) {
        return ClusterStateProto.newBuilder()
                .setClusterId(state.clusterId())
                .setTerm(state.term())
                .setRingVersion(state.ringVersion())
                .setReplicationFactor(state.replicationFactor())
                .addAllMembers(MemberCodec.encode(state.members()))
                .setAssignments(AssignmentsCodec.encode(state.slots()))
                .setPolicies(PolicyCodec.encode(state.policies()))
                .build();
    }

    static ClusterState fromProto(ClusterStateProto proto) throws WireException {
        present(proto.hasAssignments(), "state.assignments");
        present(proto.hasPolicies(), "state.policies");
        return new ClusterState(
                Checks.text(proto.getClusterId(), "state.cluster_id"),
                proto.getTerm(),
                proto.getRingVersion(),
                replicationFactor(proto.getReplicationFactor()),
                MemberCodec.decode(proto.getMembersList()),
                AssignmentsCodec.decode(proto.getAssignments()),
                PolicyCodec.decode(proto.getPolicies()));
    }

    static int replicationFactor(int factor) throws WireException {
        check(factor >= 1 && factor <= Limits.MAX_REPLICAS, "replication_factor is " + factor);
        return factor;
    }
}
