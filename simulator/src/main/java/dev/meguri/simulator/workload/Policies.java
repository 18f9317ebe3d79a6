package dev.meguri.simulator.workload;

import dev.meguri.core.policy.Policy;
import java.util.List;

/** The policies of simulated clusters: the presets, and fewer copies. */
public final class Policies {
    public static final Policy SAFE = Policy.defaults();
    public static final Policy FAST = policy("fast:", 3, 1, 1);
    public static final Policy QUORUM = policy("quorum:", 3, 2, 2);
    public static final Policy PAIR = policy("pair:", 2, 2, 1);
    public static final Policy SINGLE = policy("single:", 1, 1, 1);

    /** Those that are to be made beside the default. */
    public static final List<Policy> EXTRA = List.of(FAST, QUORUM, PAIR, SINGLE);

    private Policies() {}

    /** Of the key "fast:k1" the policy "fast:"; of others the default. */
    public static Policy of(String key) {
        for (Policy policy : EXTRA) {
            if (key.startsWith(policy.prefix())) {
                return policy;
            }
        }
        return SAFE;
    }

    /** A policy of any prefix. */
    public static Policy ofPrefix(String prefix, int replicas, int writeQuorum, int readQuorum) {
        return policy(prefix, replicas, writeQuorum, readQuorum);
    }

    private static Policy policy(String prefix, int replicas, int writeQuorum, int readQuorum) {
        Policy base = Policy.defaults();
        return new Policy(
                prefix,
                base.consistency(),
                replicas,
                writeQuorum,
                readQuorum,
                0,
                0,
                0,
                base.maxValueBytes(),
                base.eviction(),
                base.conflict(),
                base.onMajorityLoss());
    }
}
