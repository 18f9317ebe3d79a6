package dev.meguri.core.policy;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All policies of a cluster. Immutable. The longest matching prefix wins; {@code default} matches all. */
public final class PolicyTable {
    /** Of {@link ClearKey}: all of a slot's list hold it. */
    private static final Policy CLEARS = new Policy(
            "(cleared)-",
            Policy.Consistency.EVENTUAL,
            Limits.MAX_REPLICAS,
            2,
            1,
            0,
            0,
            0,
            Policy.DEFAULT_MAX_VALUE_BYTES,
            Policy.Eviction.NONE,
            Policy.LAST_WRITER_WINS,
            Policy.OnMajorityLoss.REFUSE);

    /** Longest prefix first, the default policy last. */
    private final List<Policy> policies;

    /** And, after those, the cluster's own: of clear versions. */
    private final List<Policy> withOwn;

    private final byte[][] prefixes;
    private final boolean hasStrong;

    public PolicyTable(List<Policy> policies) {
        List<Policy> sorted = new ArrayList<>(policies);
        sorted.sort(Comparator.comparing((Policy p) -> p.prefix().equals(Policy.DEFAULT))
                .thenComparing(p -> -p.prefix().getBytes(StandardCharsets.UTF_8).length)
                .thenComparing(Policy::prefix));
        require(
                !sorted.isEmpty() && sorted.getLast().prefix().equals(Policy.DEFAULT),
                "a policy table needs the default policy");
        this.policies = List.copyOf(sorted);
        sorted.add(CLEARS);
        this.withOwn = List.copyOf(sorted);
        sorted.removeLast();
        this.prefixes = new byte[sorted.size() - 1][];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = sorted.get(i).prefix().getBytes(StandardCharsets.UTF_8);
        }
        this.hasStrong = sorted.stream().anyMatch(Policy::isStrong);
        require(
                sorted.stream().map(Policy::prefix).distinct().count() == sorted.size(),
                "two policies have the same prefix");
    }

    public static PolicyTable defaults() {
        return new PolicyTable(List.of(Policy.defaults()));
    }

    /** The policy of a key. */
    public Policy of(Key key) {
        return withOwn.get(indexOf(key));
    }

    /** The policy of the keys that begin with this prefix of a policy, those with a longer one apart. */
    public Policy governing(String prefix) {
        for (Policy policy : policies) {
            if (policy.prefix().equals(Policy.DEFAULT) || prefix.startsWith(policy.prefix())) {
                return policy;
            }
        }
        throw new IllegalStateException("there is always a default policy");
    }

    /** The index of a key's policy in {@link #withOwn()}. */
    public int indexOf(Key key) {
        byte[] bytes = key.bytes();
        for (int i = 0; i < prefixes.length; i++) {
            byte[] prefix = prefixes[i];
            // the first bytes alone tell most prefixes from most keys
            if (bytes.length >= prefix.length
                    && bytes[0] == prefix[0]
                    && java.util.Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length)) {
                return i;
            }
        }
        return ClearKey.is(key) ? policies.size() : policies.size() - 1;
    }

    /** Whether there may be strong keys. */
    public boolean hasStrong() {
        return hasStrong;
    }

    /** Longest prefix first, the default policy last. */
    public List<Policy> all() {
        return policies;
    }

    /** As {@link #all}, and after them what governs the cluster's own keys. */
    public List<Policy> withOwn() {
        return withOwn;
    }

    public Optional<Policy> named(String prefix) {
        return policies.stream().filter(p -> p.prefix().equals(prefix)).findFirst();
    }

    /** This table with one policy added, or put in the place of the one with its prefix. */
    public PolicyTable with(Policy policy) {
        List<Policy> next = new ArrayList<>(policies);
        next.removeIf(p -> p.prefix().equals(policy.prefix()));
        next.add(policy);
        return new PolicyTable(next);
    }

    /** This table without the named policy. The default policy cannot be taken away. */
    public PolicyTable without(String prefix) {
        require(!prefix.equals(Policy.DEFAULT), "the default policy cannot be deleted");
        return new PolicyTable(
                policies.stream().filter(p -> !p.prefix().equals(prefix)).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyTable table && table.policies.equals(policies);
    }

    @Override
    public int hashCode() {
        return policies.hashCode();
    }

    @Override
    public String toString() {
        return policies.toString();
    }
}
