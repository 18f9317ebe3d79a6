package dev.meguri.client.jcache;

import dev.meguri.client.Read;
import java.time.Duration;

/** What a node had for a key: bytes with a version, or nothing. */
final class Found<V> {
    /** What turns the bytes into the value. */
    interface Decoder<V> {
        V decode(byte[] bytes);
    }

    private final Read<byte[]> read;
    private final long readAtNanos;
    private final Decoder<V> decoder;
    /** Null: absent, or not decoded yet. */
    private V value;

    Found(Read<byte[]> read, long readAtNanos, Decoder<V> decoder) {
        this.read = read;
        this.readAtNanos = readAtNanos;
        this.decoder = decoder;
    }

    boolean isPresent() {
        return read.isPresent();
    }

    /** Null: absent. */
    V value() {
        if (value == null && isPresent()) {
            value = decoder.decode(read.value());
        }
        return value;
    }

    byte[] bytes() {
        return read.value();
    }

    String version() {
        return read.version();
    }

    boolean isEternal() {
        return read.ttl() == null;
    }

    /** What is left of a time to live, at least 1 ms; not for eternal ones. */
    Duration ttlLeft(long nowNanos) {
        Duration left = read.ttl().minusNanos(nowNanos - readAtNanos);
        return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
    }
}
