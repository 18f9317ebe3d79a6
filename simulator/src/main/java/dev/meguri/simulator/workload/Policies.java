package dev.meguri.simulator.workload;

import dev.meguri.core.lease.LeaseKey;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.Key;
import java.util.List;

/** The policies of simulated clusters: the presets, and fewer copies. */
public final class Policies {
    public static final Policy SAFE = Policy.defaults();
    public static final Policy FAST = policy("fast:", 3, 1, 1);
    public static final Policy QUORUM = policy("quorum:", 3, 2, 2);
    public static final Policy PAIR = policy("pair:", 2, 2, 1);
    public static final Policy SINGLE = policy("single:", 1, 1, 1);

    /** Begins anew where a majority lost its memory: runs draw faults without regard to that. */
    public static final Policy STRONG = strong();

    /** Those that are to be made beside the default. */
    public static final List<Policy> EXTRA = List.of(FAST, QUORUM, PAIR, SINGLE, STRONG);

    /** Merged by resolvers; not in all runs. */
    public static final List<Policy> RESOLVED = List.of(
            resolved("union:", 2, 2, "union"),
            resolved("counter:", 2, 1, "counter"),
            resolved("max:", 2, 1, "max"),
            resolved("seen:", 1, 1, "union"),
            resolved("hits:", 1, 1, "counter"),
            resolved("top:", 1, 1, "max"));

    private Policies() {}

    /** Of the key "fast:k1" the policy "fast:"; of others the default. */
    public static Policy of(String key) {
        if (ClearKey.is(Key.of(key))) {
            return PolicyTable.defaults().of(Key.of(key));
        }
        if (LeaseKey.is(Key.of(key))) {
            return LeaseKey.policy();
        }
        for (Policy policy : EXTRA) {
            if (key.startsWith(policy.prefix())) {
                return policy;
            }
        }
        for (Policy policy : RESOLVED) {
            if (key.startsWith(policy.prefix())) {
                return policy;
            }
        }
        return SAFE;
    }

    private static Policy strong() {
        Policy base = Policy.strong("strong:");
        return new Policy(
                base.prefix(),
                base.consistency(),
                base.replicas(),
                base.writeQuorum(),
                base.readQuorum(),
                0,
                0,
                0,
                base.maxValueBytes(),
                base.eviction(),
                base.conflict(),
                Policy.OnMajorityLoss.RESET);
    }

    /** A policy of any prefix. */
    public static Policy ofPrefix(String prefix, int replicas, int writeQuorum, int readQuorum) {
        return policy(prefix, replicas, writeQuorum, readQuorum);
    }

    private static Policy resolved(String prefix, int writeQuorum, int readQuorum, String conflict) {
        return policy(prefix, 3, writeQuorum, readQuorum, conflict);
    }

    private static Policy policy(String prefix, int replicas, int writeQuorum, int readQuorum) {
        return policy(prefix, replicas, writeQuorum, readQuorum, Policy.LAST_WRITER_WINS);
    }

    private static Policy policy(String prefix, int replicas, int writeQuorum, int readQuorum, String conflict) {
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
                conflict,
                base.onMajorityLoss());
    }
}
