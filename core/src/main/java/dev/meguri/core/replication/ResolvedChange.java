package dev.meguri.core.replication;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.conflict.Sibling;
import dev.meguri.core.conflict.Writer;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.operation.Failure;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Merging;
import dev.meguri.core.version.Lineage;
import dev.meguri.core.version.Version;
import dev.meguri.core.version.VersionVector;
import java.nio.charset.StandardCharsets;

/** What a write makes of the entry that is there under a policy with a resolver: pure functions, as in {@link Change}. */
final class ResolvedChange {
    private ResolvedChange() {}

    /**
     * @param present the entry at the coordinator, which the new one includes: value, mark or null
     * @param version of the write, the same wherever it is made
     * @param event of this coordinator
     */
    static Change of(
            Operation operation,
            Entry present,
            Version version,
            Version event,
            Policy policy,
            Resolver resolver,
            long nowMillis) {
        Entry readable = present != null && present.isReadableAt(nowMillis) ? present : null;
        VersionVector vector = present == null
                ? VersionVector.of(event)
                : Merging.vectorOf(present).with(event);
        if (operation instanceof Operation.Increment increment && resolver.isCounter()) {
            Writer writer = new Writer(event.nodeId(), event.incarnation(), event.time());
            return increment(increment, readable, version, vector, writer, policy, resolver);
        }
        Change plain = Change.of(operation, present, version, policy, nowMillis);
        return plain instanceof Change.Store store
                ? stored(store, operation, readable, vector, policy, resolver)
                : plain;
    }

    private static Change stored(
            Change.Store plain,
            Operation operation,
            Entry readable,
            VersionVector vector,
            Policy policy,
            Resolver resolver) {
        Entry entry = plain.entry();
        if (entry.isGone()) {
            return new Change.Store(entry.withLineage(Lineage.ofTombstone(vector)), plain.number(), plain.existed());
        }
        Sibling written = Sibling.written(entry.value(), entry.contentType());
        Sibling made = resolver.put(readable == null ? null : Merging.siblingOf(readable), written, entry.version());
        if (made.value().length > Math.min(policy.maxValueBytes(), Limits.MAX_VALUE_BYTES)) {
            return new Change.Refused(
                    Failure.VALUE_TOO_LARGE,
                    "with what is there, the value has " + made.value().length + " bytes; policy \"" + policy.prefix()
                            + "\" allows " + policy.maxValueBytes());
        }
        long number = operation instanceof Operation.Increment ? number(made, plain.number()) : plain.number();
        return new Change.Store(value(entry, made, vector), number, plain.existed());
    }

    private static Change increment(
            Operation.Increment increment,
            Entry readable,
            Version version,
            VersionVector vector,
            Writer writer,
            Policy policy,
            Resolver resolver) {
        Sibling made;
        try {
            Sibling present = readable == null ? null : Merging.siblingOf(readable);
            made = resolver.increment(present, increment.delta(), writer);
        } catch (NumberFormatException e) {
            return new Change.Refused(Failure.NOT_A_NUMBER, "the value there is not a 64-bit integer in decimal");
        } catch (ArithmeticException e) {
            return new Change.Refused(Failure.NUMBER_OVERFLOW, e.getMessage());
        }
        long expireAt =
                readable == null ? Change.expiry(policy, increment.ttlMillis(), version) : readable.expireAtMillis();
        Entry entry = Entry.value(increment.key(), version, made.value(), made.contentType(), expireAt);
        return new Change.Store(value(entry, made, vector), number(made, 0), readable != null);
    }

    private static Entry value(Entry plain, Sibling made, VersionVector vector) {
        Lineage lineage =
                Lineage.ofValue(vector, made.value(), made.contentType(), plain.expireAtMillis(), made.state());
        return Entry.value(plain.key(), plain.version(), made.value(), made.contentType(), plain.expireAtMillis())
                .withLineage(lineage);
    }

    private static long number(Sibling made, long other) {
        try {
            return Long.parseLong(new String(made.value(), StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return other;
        }
    }
}
