package dev.meguri.core.policy;

import dev.meguri.core.conflict.ResolverNames;
import dev.meguri.core.limits.Limits;
import java.util.regex.Pattern;

/**
 * How keys under a prefix behave.
 *
 * @param prefix {@link #DEFAULT} for the policy that matches all keys, else a key prefix that ends at a separator
 * @param consistency fixed once the policy exists
 * @param replicas N: copies of each key, at least 1; the list's length bounds what is used
 * @param writeQuorum W: acknowledgements awaited, 1 to N. Low: fast, a crash may lose an acknowledged write; high: one
 *     slow or dead replica fails writes
 * @param readQuorum R: replicas read, 1 to N
 * @param defaultTtlMillis applied where a write names no TTL; 0: none
 * @param maxTtlMillis longer TTLs, and none at all, become this; 0: no cap
 * @param maxBytes budget per node inside the node's pool, in accounted bytes; 0: none of its own
 * @param maxValueBytes values over this are refused
 * @param eviction what happens at the budget
 * @param conflict name of the resolver for concurrent writes; "lww" (last writer wins)
 * @param onMajorityLoss strong only
 */
public record Policy(
        String prefix,
        Consistency consistency,
        int replicas,
        int writeQuorum,
        int readQuorum,
        long defaultTtlMillis,
        long maxTtlMillis,
        long maxBytes,
        int maxValueBytes,
        Eviction eviction,
        String conflict,
        OnMajorityLoss onMajorityLoss) {
    public enum Consistency {
        EVENTUAL,
        STRONG
    }

    public enum Eviction {
        LRU,
        TINYLFU,
        /** Writes are refused at the limit. */
        NONE
    }

    public enum OnMajorityLoss {
        REFUSE,
        RESET
    }

    /** The prefix of the policy that matches every key that no other policy matches. It always exists. */
    public static final String DEFAULT = "default";

    /** What a strong policy's N is written as; it has no meaning: the slot's list decides. */
    public static final int STRONG_REPLICAS = 3;

    public static final String LAST_WRITER_WINS = ResolverNames.LAST_WRITER_WINS;
    public static final int DEFAULT_MAX_VALUE_BYTES = 1024 * 1024;

    private static final Pattern PREFIX = Pattern.compile("[^\\s\\p{Cntrl}]{1,255}[:/.|#-]");

    /** @throws InvalidPolicyException naming the field and what it may be */
    public Policy {
        if (!prefix.equals(DEFAULT) && !PREFIX.matcher(prefix).matches()) {
            throw new InvalidPolicyException(
                    "prefix",
                    "must end at one of the separators : / . | # - and hold no space, at most 256 characters");
        }
        if (consistency == Consistency.STRONG && eviction != Eviction.NONE) {
            throw new InvalidPolicyException("eviction", "must be none: strong keys are never evicted");
        }
        requireRange("replicas", replicas, 1, Limits.MAX_REPLICAS);
        requireAtMost("writeQuorum", writeQuorum, replicas);
        requireAtMost("readQuorum", readQuorum, replicas);
        requireRange("defaultTtl", defaultTtlMillis, 0, Limits.MAX_TTL_MILLIS);
        requireRange("maxTtl", maxTtlMillis, 0, Limits.MAX_TTL_MILLIS);
        requireRange("maxBytes", maxBytes, 0, Long.MAX_VALUE);
        requireRange("maxValueBytes", maxValueBytes, 1, Limits.MAX_VALUE_BYTES);
        if (!ResolverNames.isValid(conflict)) {
            throw new InvalidPolicyException(
                    "conflict",
                    "must be lww, max, min, union, counter, or the name of a resolver that every node has: small"
                            + " letters, digits and -");
        }
        if (consistency == Consistency.STRONG && !conflict.equals(LAST_WRITER_WINS)) {
            throw new InvalidPolicyException("conflict", "must be lww: strong keys have no concurrent writes");
        }
    }

    /** Whether concurrent writes are merged by a resolver, so that entries carry version vectors. */
    public boolean hasResolver() {
        return !conflict.equals(LAST_WRITER_WINS);
    }

    public boolean isStrong() {
        return consistency == Consistency.STRONG;
    }

    /** Linearizable keys under a prefix: they vote with the slot's whole list, and are never evicted. */
    public static Policy strong(String prefix) {
        return new Policy(
                prefix,
                Consistency.STRONG,
                STRONG_REPLICAS,
                STRONG_REPLICAS / 2 + 1,
                1,
                0,
                0,
                0,
                DEFAULT_MAX_VALUE_BYTES,
                Eviction.NONE,
                LAST_WRITER_WINS,
                OnMajorityLoss.REFUSE);
    }

    /** What a cluster starts with: the preset {@code safe} for all keys. */
    public static Policy defaults() {
        return new Policy(
                DEFAULT,
                Consistency.EVENTUAL,
                3,
                2,
                1,
                0,
                0,
                0,
                DEFAULT_MAX_VALUE_BYTES,
                Eviction.TINYLFU,
                LAST_WRITER_WINS,
                OnMajorityLoss.REFUSE);
    }

    /** The TTL to store for a write that asked for {@code ttlMillis} (0: none asked, negative: the policy's default). */
    public long effectiveTtlMillis(long ttlMillis) {
        long ttl = ttlMillis < 0 ? defaultTtlMillis : ttlMillis;
        if (maxTtlMillis > 0 && (ttl == 0 || ttl > maxTtlMillis)) {
            return maxTtlMillis;
        }
        return ttl;
    }

    /**
     * The first millisecond at which a value counts as absent that is written now; 0: never.
     *
     * @param expireAtMillis as asked for; 0: {@code ttlMillis} says
     */
    public long expiryMillis(long ttlMillis, long expireAtMillis, long nowMillis) {
        if (expireAtMillis > 0) {
            return maxTtlMillis > 0 ? Math.min(expireAtMillis, nowMillis + maxTtlMillis) : expireAtMillis;
        }
        long ttl = effectiveTtlMillis(ttlMillis);
        return ttl == 0 ? 0 : nowMillis + ttl;
    }

    private static void requireRange(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidPolicyException(field, "must be from " + least + " to " + most + ", not " + value);
        }
    }

    private static void requireAtMost(String field, int value, int replicas) {
        if (value < 1 || value > replicas) {
            throw new InvalidPolicyException(field, "must be from 1 to replicas (" + replicas + "), not " + value);
        }
    }
}
