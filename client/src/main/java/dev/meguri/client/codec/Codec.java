package dev.meguri.client.codec;

/**
 * Values to bytes and back. Used by many threads at once. What a codec throws reaches the caller as a
 * {@link dev.meguri.client.error.CodecException}.
 */
public interface Codec<V> {
    /** @param value not null */
    byte[] encode(V value) throws Exception;

    /** @param bytes to be read only, and kept where that is needed */
    V decode(byte[] bytes) throws Exception;

    /** Whether nobody can change a decoded value, so that a near cache may give the same one to all who read it. */
    default boolean isImmutable() {
        return false;
    }
}
