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
}
