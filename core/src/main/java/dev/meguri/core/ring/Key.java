package dev.meguri.core.ring;

import dev.meguri.core.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A key: 1 to {@link Limits#MAX_KEY_BYTES} bytes, with its slot and hash computed once. Immutable. */
public final class Key implements Comparable<Key> {
    private final byte[] bytes;
    private final long hash;
    private final int slot;

    private Key(byte[] bytes) {
        this.bytes = bytes;
        this.hash = hash64(bytes, 0, bytes.length);
        this.slot = Slots.of(bytes);
    }

    /** Takes the array over: the caller must not change it afterwards. */
    public static Key of(byte[] bytes) {
        Limits.requireKeyBytes(bytes.length);
        return new Key(bytes);
    }

    public static Key of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The key's own bytes, not a copy: read only. */
    public byte[] bytes() {
        return bytes;
    }

    public boolean startsWith(byte[] prefix) {
        return bytes.length >= prefix.length
                && java.util.Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    public int length() {
        return bytes.length;
    }

    /** The slot in a cluster of {@code slotCount} slots, a power of two up to {@link Slots#COUNT}. */
    public int slot(int slotCount) {
        return slot & (slotCount - 1);
    }

    /** 64 well-mixed bits, equal on every node: digests are made of them. */
    public long hash64() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && key.hash == hash && Arrays.equals(key.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return (int) (hash ^ (hash >>> 32));
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The {@link #hash64()} of the key with these bytes: FNV-1a, finished with SplitMix64's mixer. */
    public static long hash64(byte[] bytes, int from, int to) {
        long h = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            h = (h ^ (bytes[i] & 0xFF)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return h ^ (h >>> 31);
    }
}
