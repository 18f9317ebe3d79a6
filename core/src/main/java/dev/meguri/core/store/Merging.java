package dev.meguri.core.store;

import dev.meguri.core.conflict.Resolver;
import dev.meguri.core.conflict.Sibling;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.token.Trail;
import dev.meguri.core.version.Lineage;
import dev.meguri.core.version.Version;
import dev.meguri.core.version.VersionVector;

/**
 * Two entries of one key under a policy with a resolver, made one. Pure, and commutative.
 *
 * <p>Whose vector covers the other one's takes its place. Of concurrent ones, what is there wins over what is gone, and of two
 * values the resolver makes one, which lives as long as the longer-lived of them; its vector is the join.
 *
 * <p>One vector may stand for two contents: a removal that saw one of two concurrent writes meets them merged at one replica,
 * and apart at another. So entries with one vector are merged, too, in an order in which every merge goes up (eviction, then
 * expiry, then the resolver): vectors only grow, and once all replicas have the same one, their contents come to the same.
 */
public final class Merging {
    private Merging() {}

    /** Whether this is how the two are merged. */
    public static boolean isFor(Entry one, Entry other) {
        return !one.lineage().isNone() || !other.lineage().isNone();
    }

    /** The writes that an entry includes; of one that carries no vector, its own. */
    public static VersionVector vectorOf(Entry entry) {
        return entry.lineage().isNone()
                ? VersionVector.of(entry.version())
                : entry.lineage().vector();
    }

    /**
     * @param resolver of the key's policy; null: this node does not know it
     * @return one of the two, or what they make together; null where that needs a resolver and there is none
     */
    public static Entry of(Entry one, Entry other, Resolver resolver) {
        return switch (vectorOf(one).compare(vectorOf(other))) {
            case BEFORE -> other;
            case AFTER -> one;
            case EQUAL -> ofOneVector(one, other, resolver);
            case CONCURRENT -> ofConcurrent(one, other, resolver);
        };
    }

    private static Entry ofOneVector(Entry one, Entry other, Resolver resolver) {
        if (one.isSameAs(other)) {
            return one;
        }
        if (one.gone() == Removal.EVICTED || other.gone() == Removal.EVICTED) {
            return one.gone() == other.gone() ? higher(one, other) : one.gone() == Removal.EVICTED ? one : other;
        }
        return ofPresence(one, other, resolver);
    }

    private static Entry ofConcurrent(Entry one, Entry other, Resolver resolver) {
        if (one.gone() == Removal.EVICTED || other.gone() == Removal.EVICTED) {
            boolean both = one.gone() == other.gone();
            return joined(both ? higher(one, other) : one.gone() == Removal.EVICTED ? other : one, one, other);
        }
        return ofPresence(one, other, resolver);
    }

    private static Entry ofPresence(Entry one, Entry other, Resolver resolver) {
        if (one.gone() == Removal.DELETED || other.gone() == Removal.DELETED) {
            return joined(one.gone() == Removal.DELETED ? other : one, one, other);
        }
        if (one.isGone() || other.isGone()) {
            return joined(longerLived(one, other), one, other);
        }
        return resolver == null ? null : resolved(one, other, resolver);
    }

    /** A value and the mark of an expiry, or two marks: a mark says that everything has expired up to its time. */
    private static Entry longerLived(Entry one, Entry other) {
        int byExpiry = Long.compareUnsigned(one.expireAtMillis() - 1, other.expireAtMillis() - 1);
        if (byExpiry != 0) {
            return byExpiry > 0 ? one : other;
        }
        return one.isGone() == other.isGone() ? higher(one, other) : one.isGone() ? one : other;
    }

    private static Entry resolved(Entry one, Entry other, Resolver resolver) {
        Sibling merged = resolver.merge(siblingOf(one), siblingOf(other));
        if (merged.value().length > Limits.MAX_VALUE_BYTES) {
            // no message could carry it: all replicas keep the same one of the two
            return joined(higher(one, other), one, other);
        }
        Entry longer = longerLived(one, other);
        VersionVector vector = vectorOf(one).join(vectorOf(other));
        Lineage lineage =
                Lineage.ofValue(vector, merged.value(), merged.contentType(), longer.expireAtMillis(), merged.state());
        return new Entry(
                one.key(),
                newest(one, other),
                merged.value(),
                merged.contentType(),
                longer.expireAtMillis(),
                null,
                trail(one, other),
                lineage);
    }

    /** The kept one, as what includes both. */
    private static Entry joined(Entry kept, Entry one, Entry other) {
        Lineage lineage = kept.lineage().isNone() ? lineageOf(kept) : kept.lineage();
        return new Entry(
                kept.key(),
                newest(one, other),
                kept.value(),
                kept.contentType(),
                kept.expireAtMillis(),
                kept.gone(),
                trail(one, other),
                lineage.with(vectorOf(one).join(vectorOf(other))));
    }

    private static Lineage lineageOf(Entry plain) {
        return plain.gone() == Removal.DELETED
                ? Lineage.ofTombstone(vectorOf(plain))
                : Lineage.ofValue(
                        vectorOf(plain), plain.value(), plain.contentType(), plain.expireAtMillis(), new byte[0]);
    }

    private static Entry higher(Entry one, Entry other) {
        int byVersion = one.version().compareTo(other.version());
        int order = byVersion != 0
                ? byVersion
                : Long.compare(one.lineage().fingerprint(), other.lineage().fingerprint());
        return order >= 0 ? one : other;
    }

    public static Sibling siblingOf(Entry value) {
        return new Sibling(value.value(), value.contentType(), value.lineage().state());
    }

    private static Version newest(Entry one, Entry other) {
        return one.version().compareTo(other.version()) >= 0 ? one.version() : other.version();
    }

    private static Trail trail(Entry one, Entry other) {
        return one.trail().merged(other.trail());
    }
}
