package dev.meguri.wire;

import dev.meguri.api.proto.PolicyProto;
import dev.meguri.api.proto.PolicyTableProto;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import java.util.ArrayList;
import java.util.List;

/** Policies, as a part of the cluster state. */
final class PolicyCodec {
    private PolicyCodec() {}

    static PolicyTableProto encode(PolicyTable table) {
        PolicyTableProto.Builder proto = PolicyTableProto.newBuilder();
        for (Policy policy : table.all()) {
            proto.addPolicies(encode(policy));
        }
        return proto.build();
    }

    static PolicyTable decode(PolicyTableProto proto) throws WireException {
        List<Policy> policies = new ArrayList<>(proto.getPoliciesCount());
        for (PolicyProto policy : proto.getPoliciesList()) {
            policies.add(decode(policy));
        }
        return new PolicyTable(policies);
    }

    private static PolicyProto encode(Policy policy) {
        return PolicyProto.newBuilder()
                .setPrefix(policy.prefix())
                .setConsistency(EnumCodec.encode(policy.consistency()))
                .setReplicas(policy.replicas())
                .setWriteQuorum(policy.writeQuorum())
                .setReadQuorum(policy.readQuorum())
                .setDefaultTtlMillis(policy.defaultTtlMillis())
                .setMaxTtlMillis(policy.maxTtlMillis())
                .setMaxBytes(policy.maxBytes())
                .setMaxValueBytes(policy.maxValueBytes())
                .setEviction(EnumCodec.encode(policy.eviction()))
                .setConflict(policy.conflict())
                .setOnMajorityLoss(EnumCodec.encode(policy.onMajorityLoss()))
                .build();
    }

    private static Policy decode(PolicyProto proto) throws WireException {
        return new Policy(
                Checks.text(proto.getPrefix(), "policy.prefix"),
                EnumCodec.decode(proto.getConsistency()),
                proto.getReplicas(),
                proto.getWriteQuorum(),
                proto.getReadQuorum(),
                proto.getDefaultTtlMillis(),
                proto.getMaxTtlMillis(),
                proto.getMaxBytes(),
                proto.getMaxValueBytes(),
                EnumCodec.decode(proto.getEviction()),
                proto.getConflict(),
                EnumCodec.decode(proto.getOnMajorityLoss()));
    }
}
