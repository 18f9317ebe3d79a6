package dev.meguri.client.jcache;

import dev.meguri.client.WriteOptions;
import java.util.Set;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;

/** An {@link ExpiryPolicy} as times to live of the nodes. Those of the specification spare questions, as it is known what they answer. */
final class Expiry {
    /** No time to live is longer at the nodes; what is meant to live longer does not expire. */
    private static final long LONGEST_MILLIS = java.time.Duration.ofDays(3_650).toMillis();

    /** None for an access. */
    private static final Set<Class<?>> WITHOUT_ACCESS =
            Set.of(EternalExpiryPolicy.class, CreatedExpiryPolicy.class, ModifiedExpiryPolicy.class);
    /** The same for creation and update; or none for an update, of what never expires. */
    private static final Set<Class<?>> ONE_FOR_WRITES =
            Set.of(EternalExpiryPolicy.class, ModifiedExpiryPolicy.class, TouchedExpiryPolicy.class);

    private final ExpiryPolicy policy;

    Expiry(ExpiryPolicy policy) {
        this.policy = policy;
    }

    /** Whether an access changes nothing, whatever is there. */
    boolean ignoresAccess() {
        return WITHOUT_ACCESS.contains(policy.getClass());
    }

    /** Whether a write need not know what is there; then {@link #creation} is for each. */
    boolean isOneForWrites() {
        return ONE_FOR_WRITES.contains(policy.getClass());
    }

    /** Zero: not to be stored. */
    Duration creation() {
        Duration duration = policy.getExpiryForCreation();
        return duration == null ? Duration.ETERNAL : duration;
    }

    /** Null: as before; zero: over at once. */
    Duration update() {
        return policy.getExpiryForUpdate();
    }

    /** Null: as before; zero: over at once. */
    Duration access() {
        return policy.getExpiryForAccess();
    }

    /** Eternal: without a time to live of the cache's own; what the policy of its keys says, holds. @param duration not zero */
    static WriteOptions options(Duration duration) {
        if (duration.isEternal()) {
            return WriteOptions.DEFAULT;
        }
        long millis = duration.getTimeUnit().toMillis(duration.getDurationAmount());
        return millis >= LONGEST_MILLIS ? WriteOptions.DEFAULT : WriteOptions.ttl(java.time.Duration.ofMillis(millis));
    }

    /** What is left of it. */
    static WriteOptions unchanged(Found<?> found, long nowNanos) {
        return found.isEternal() ? WriteOptions.DEFAULT.withoutTtl() : WriteOptions.ttl(found.ttlLeft(nowNanos));
    }

    ExpiryPolicy policy() {
        return policy;
    }
}
