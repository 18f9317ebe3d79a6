package dev.meguri.core.version;

import java.nio.charset.StandardCharsets;

/**
 * What an entry of a policy with a resolver carries beside its value. Its version alone does not tell what is in it: two
 * replicas that merged different concurrent writes show the same newest version.
 *
 * @param vector the writes that the entry includes; empty only in {@link #NONE}
 * @param state what the resolver keeps to merge with, read only; empty for marks and for resolvers that need nothing
 * @param fingerprint 64 bits of the content (value, type, expiry, state); the mark that a value expired keeps the value's
 */
public record Lineage(VersionVector vector, byte[] state, long fingerprint) {
    private static final byte[] NOTHING = new byte[0];

    /** Of entries whose policy has no resolver: the last writer wins. */
    public static final Lineage NONE = new Lineage(VersionVector.NONE, NOTHING, 0);

    /** Of a removal. */
    public static Lineage ofTombstone(VersionVector vector) {
        return new Lineage(vector, NOTHING, 1);
    }

    public static Lineage ofValue(
            VersionVector vector, byte[] value, String contentType, long expireAtMillis, byte[] state) {
        long h = hash(expireAtMillis * 0x9e3779b97f4a7c15L, value);
        h = hash(h, contentType.getBytes(StandardCharsets.UTF_8));
        return new Lineage(vector, state, hash(h, state));
    }

    public boolean isNone() {
        return vector.isEmpty();
    }

    /** As the value's mark has it: there is nothing left to merge. */
    public Lineage ofMark() {
        return isNone() ? this : new Lineage(vector, NOTHING, fingerprint);
    }

    public Lineage with(VersionVector other) {
        return new Lineage(other, state, fingerprint);
    }

    /** 64 mixed bits by which two copies are found to differ; 0: {@link #NONE}. */
    public long hash64() {
        if (isNone()) {
            return 0;
        }
        long h = (vector.hash64() ^ Long.rotateLeft(fingerprint, 29)) * 0xbf58476d1ce4e5b9L;
        h ^= h >>> 29;
        return h == 0 ? 1 : h;
    }

    public boolean isSameAs(Lineage other) {
        return fingerprint == other.fingerprint && vector.equals(other.vector);
    }

    /** Accounted bytes. */
    public int bytes() {
        return isNone() ? 0 : 40 + vector.bytes() + (state.length == 0 ? 0 : 16 + state.length);
    }

    private static long hash(long seed, byte[] bytes) {
        long h = seed ^ bytes.length;
        for (byte b : bytes) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        return h ^ (h >>> 31);
    }
}
