package dev.meguri.core.store;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.ring.Key;
import dev.meguri.core.token.Trail;
import dev.meguri.core.version.Lineage;
import dev.meguri.core.version.Version;

/**
 * One replica's copy of one key: a value, or the mark that it is gone. Immutable.
 *
 * <p>Replicas merge entries: the newer version wins; of one version, the mark wins over the value ({@link #supersedes}).
 * Entries with a lineage are merged by {@link Merging} instead.
 *
 * @param key the key
 * @param version of the change that made this entry; an EXPIRED or EVICTED mark keeps the version of the value
 * @param value the bytes, read only; empty for a mark
 * @param contentType as the writer gave it; empty for a mark
 * @param expireAtMillis the first millisecond at which the value is absent; 0: never. A mark keeps it
 * @param gone null for a value, else EXPIRED, EVICTED or DELETED
 * @param trail the changes with idempotency tokens that it includes
 * @param lineage of an entry whose policy has a resolver; else {@link Lineage#NONE}
 */
public record Entry(
        Key key,
        Version version,
        byte[] value,
        String contentType,
        long expireAtMillis,
        Removal gone,
        Trail trail,
        Lineage lineage) {
    private static final byte[] NOTHING = new byte[0];

    public Entry {
        require(gone == null || gone.isMark(), "a mark is EXPIRED, EVICTED or DELETED");
        require(expireAtMillis >= 0, "expireAtMillis must not be negative");
    }

    public Entry(Key key, Version version, byte[] value, String contentType, long expireAtMillis, Removal gone) {
        this(key, version, value, contentType, expireAtMillis, gone, Trail.NONE, Lineage.NONE);
    }

    public Entry(
            Key key,
            Version version,
            byte[] value,
            String contentType,
            long expireAtMillis,
            Removal gone,
            Trail trail) {
        this(key, version, value, contentType, expireAtMillis, gone, trail, Lineage.NONE);
    }

    public static Entry value(Key key, Version version, byte[] value, String contentType, long expireAtMillis) {
        return new Entry(key, version, value, contentType, expireAtMillis, null);
    }

    public static Entry tombstone(Key key, Version version) {
        return new Entry(key, version, NOTHING, "", 0, Removal.DELETED);
    }

    /** The mark that exactly this version is gone. */
    public Entry goneBy(Removal reason) {
        require(reason == Removal.EXPIRED || reason == Removal.EVICTED, "a deletion has a version of its own");
        return new Entry(
                key,
                version,
                NOTHING,
                "",
                expireAtMillis,
                reason,
                reason == Removal.EXPIRED ? trail : Trail.NONE,
                lineage.ofMark());
    }

    public Entry withTrail(Trail other) {
        return new Entry(key, version, value, contentType, expireAtMillis, gone, other, lineage);
    }

    public Entry withLineage(Lineage other) {
        return new Entry(key, version, value, contentType, expireAtMillis, gone, trail, other);
    }

    public boolean isGone() {
        return gone != null;
    }

    /** Whether a reader at this time finds the value: exact to the millisecond, reaped or not. */
    public boolean isReadableAt(long nowMillis) {
        return gone == null && !isExpiredAt(nowMillis);
    }

    public boolean isExpiredAt(long nowMillis) {
        return expireAtMillis != 0 && nowMillis >= expireAtMillis;
    }

    /** Whether a replica that holds {@code other} (null: nothing) changes when it merges this entry. */
    public boolean supersedes(Entry other) {
        if (other == null) {
            return true;
        }
        int byVersion = version.compareTo(other.version);
        return byVersion != 0 ? byVersion > 0 : rank() > other.rank();
    }

    /** Order of entries with one version. EXPIRED follows from the version's own expiry, EVICTED does not: it is last. */
    private int rank() {
        return switch (gone) {
            case null -> 0;
            case EXPIRED -> 1;
            case EVICTED -> 2;
            case DELETED -> 0;
            case REPLACED, MOVED, LOST -> throw new IllegalStateException("not a mark: " + gone);
        };
    }

    /**
     * What this entry adds to its slot's digest. A value and its EXPIRED mark add the same, because expiry is decided by
     * every replica from the same {@code expireAtMillis}, whenever it reaps. An EVICTED mark adds nothing: the version is
     * gone, and the mark is only there to say so to those who still have it.
     */
    public long digest() {
        if (gone == Removal.EVICTED) {
            return 0;
        }
        long h = key.hash64() ^ Long.rotateLeft(version.hash64(), 31) ^ lineage.hash64();
        h = (h ^ (h >>> 32)) * 0xd6e8feb86659fd93L;
        return h ^ (h >>> 32);
    }

    /** What it takes of a node's memory, by the formula of the account. */
    public int accountedBytes() {
        return EntryBytes.of(this);
    }

    /** About what it takes in a message. */
    public int messageBytes() {
        return key.length() + value.length + EntryBytes.extra(this);
    }

    /** Milliseconds since 1970 from which on the grace period of this mark counts. */
    public long goneSinceMillis() {
        return gone == Removal.EXPIRED ? expireAtMillis : version.millis();
    }

    /** Two copies of the same, by version, kind and lineage (the value's bytes follow from these). */
    public boolean isSameAs(Entry other) {
        return other != null && version.equals(other.version) && gone == other.gone && lineage.isSameAs(other.lineage);
    }

    @Override
    public String toString() {
        return key + "@" + version + (gone == null ? "[" + value.length + "]" : "[" + gone + "]");
    }
}
