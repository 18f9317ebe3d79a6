package dev.meguri.core.replication;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.operation.Condition;
import dev.meguri.core.operation.Decimals;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.store.Entry;
import dev.meguri.core.token.Once;
import dev.meguri.core.token.Trail;
import dev.meguri.core.version.Version;
import java.nio.charset.StandardCharsets;

/** What a write makes of the entry that is there: pure functions. */
sealed interface Change {
    /** @param number the sum, of an increment. @param existed whether a readable value was there */
    record Store(Entry entry, long number, boolean existed) implements Change {
        /** The entry with what the one before it remembers, and with this change. @param once null: without a token */
        Store after(Trail trail, Once once, long nowMillis) {
            Trail now = once == null
                    ? trail.at(nowMillis)
                    : trail.with(once, entry.version(), entry.expireAtMillis(), number, existed, nowMillis);
            return now.isEmpty() ? this : new Store(entry.withTrail(now), number, existed);
        }
    }

    /** The condition did not hold. @param current the version of the value there; null: absent */
    record ConditionFailed(Version current) implements Change {}

    record Refused(Failure failure, String detail) implements Change {}

    /** @param present the entry at the coordinator: value, mark or null */
    static Change of(Operation operation, Entry present, Version version, Policy policy, long nowMillis) {
        Entry readable = present != null && present.isReadableAt(nowMillis) ? present : null;
        return switch (operation) {
            case Operation.Put put
            when holds(put.condition(), readable) -> {
                long expireAt = policy.expiryMillis(put.ttlMillis(), put.expireAtMillis(), version.millis());
                Entry entry = Entry.value(put.key(), version, put.value(), put.contentType(), expireAt);
                yield new Store(entry, 0, readable != null);
            }
            case Operation.Remove remove
            when holds(remove.condition(), readable) ->
                new Store(Entry.tombstone(remove.key(), version), 0, readable != null);
            case Operation.Put put -> new ConditionFailed(readable == null ? null : readable.version());
            case Operation.Remove remove -> new ConditionFailed(readable == null ? null : readable.version());
            case Operation.Increment increment -> increment(increment, readable, version, policy);
            case Operation.Get get -> throw new IllegalArgumentException("not a write: " + get);
        };
    }

    /** Why an operation cannot be carried out whatever is there; null: it can. */
    static Refused refusalOf(Operation operation, Policy policy) {
        return switch (operation) {
            case Operation.Get get -> null;
            case Operation.Remove remove -> null;
            case Operation.Increment increment -> refusalOfTtl(increment.ttlMillis());
            case Operation.Put put
            when put.value().length > policy.maxValueBytes() ->
                new Refused(
                        Failure.VALUE_TOO_LARGE,
                        "the value has " + put.value().length + " bytes; policy \"" + policy.prefix() + "\" allows "
                                + policy.maxValueBytes());
            case Operation.Put put -> refusalOfTtl(put.ttlMillis());
        };
    }

    private static Refused refusalOfTtl(long ttlMillis) {
        boolean valid = ttlMillis >= Operation.POLICY_TTL && ttlMillis <= Limits.MAX_TTL_MILLIS;
        return valid ? null : new Refused(Failure.INVALID_TTL, "a TTL is from 1 ms to ten years, or none");
    }

    private static Change increment(Operation.Increment increment, Entry readable, Version version, Policy policy) {
        long old = 0;
        if (readable != null) {
            try {
                old = Decimals.parse(readable.value());
            } catch (NumberFormatException e) {
                return new Refused(Failure.NOT_A_NUMBER, "the value there is not a 64-bit integer in decimal");
            }
        }
        long sum = old + increment.delta();
        if (((old ^ sum) & (increment.delta() ^ sum)) < 0) {
            return new Refused(Failure.NUMBER_OVERFLOW, old + " plus " + increment.delta() + " does not fit 64 bits");
        }
        byte[] value = Long.toString(sum).getBytes(StandardCharsets.US_ASCII);
        String contentType = readable == null ? "text/plain" : readable.contentType();
        long expireAt = readable == null ? expiry(policy, increment.ttlMillis(), version) : readable.expireAtMillis();
        return new Store(Entry.value(increment.key(), version, value, contentType, expireAt), sum, readable != null);
    }

    /** Follows from the version alone: two replicas that coordinate one write under one version must agree. */
    static long expiry(Policy policy, long ttlMillis, Version version) {
        return policy.expiryMillis(ttlMillis, 0, version.millis());
    }

    private static boolean holds(Condition condition, Entry readable) {
        return switch (condition) {
            case Condition.Always always -> true;
            case Condition.IfAbsent absent -> readable == null;
            case Condition.IfPresent present -> readable != null;
            case Condition.IfVersion expected ->
                readable != null
                        && readable.version().equals(expected.version())
                        && (expected.lineage() == 0
                                || expected.lineage() == readable.lineage().hash64());
        };
    }
}
