package dev.meguri.client.near;

import java.time.Duration;

/** How much a near cache keeps, and for how long. Immutable. */
public final class NearSettings {
    /** Of a value, about: with all that is around it, and some room. */
    private static final long MAX_BYTES_PER_ENTRY = 16L * 1024 * 1024;

    private static final Duration MAX_STALENESS = Duration.ofHours(1);
    private static final int DEFAULT_ENTRIES = 10_000;
    private static final long DEFAULT_BYTES = 64L * 1024 * 1024;

    private final long maxStalenessNanos;
    private final int maxEntries;
    private final long maxBytes;
    private final boolean keepsAbsent;
    private final boolean sharesValues;

    private NearSettings(
            long maxStalenessNanos, int maxEntries, long maxBytes, boolean keepsAbsent, boolean sharesValues) {
        this.maxStalenessNanos = maxStalenessNanos;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        this.keepsAbsent = keepsAbsent;
        this.sharesValues = sharesValues;
    }

    /**
     * The bound, from 1 ms to an hour: what a read returns was asked for less than that before. Short: keys that are read seldom
     * are asked for again and again; long: who is cut off from the nodes goes on with what it has for as long.
     */
    public static NearSettings maxStaleness(Duration most) {
        require(most.toMillis() >= 1 && most.compareTo(MAX_STALENESS) <= 0, "maxStaleness must be from 1 ms to 1 h");
        return new NearSettings(most.toNanos(), DEFAULT_ENTRIES, DEFAULT_BYTES, false, false);
    }

    /** 10,000 by default. */
    public NearSettings maxEntries(int most) {
        require(most >= 1, "maxEntries must be at least 1");
        return new NearSettings(maxStalenessNanos, most, maxBytes, keepsAbsent, sharesValues);
    }

    /** Of keys and encoded values, with about 200 bytes for each entry; 64 MiB by default. */
    public NearSettings maxBytes(long most) {
        require(most >= 1, "maxBytes must be at least 1");
        return new NearSettings(maxStalenessNanos, maxEntries, most, keepsAbsent, sharesValues);
    }

    /** That a key is absent is kept as well, under the same bound; by default every read of an absent key asks the nodes. */
    public NearSettings keepAbsent() {
        return new NearSettings(maxStalenessNanos, maxEntries, maxBytes, true, sharesValues);
    }

    /**
     * Nobody changes the values that reads return: all who read a key get the same object, as with a codec that says so itself
     * ({@link dev.meguri.client.codec.Codec#isImmutable}). By default each read gets one of its own, decoded anew.
     */
    public NearSettings shareValues() {
        return new NearSettings(maxStalenessNanos, maxEntries, maxBytes, keepsAbsent, true);
    }

    long maxStalenessNanos() {
        return maxStalenessNanos;
    }

    boolean keepsAbsent() {
        return keepsAbsent;
    }

    boolean sharesValues() {
        return sharesValues;
    }

    /** Of all entries together, in bytes: what more entries than may be could not take is not asked for. */
    long maxWeight() {
        return Math.min(maxBytes, maxEntries * MAX_BYTES_PER_ENTRY);
    }

    /** What an entry weighs at least: so that as many as may be weigh as much as may be. */
    int minWeight() {
        return (int) Math.ceilDiv(maxWeight(), (long) maxEntries);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
