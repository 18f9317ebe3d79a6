package dev.meguri.core.ring;

/**
 * Keys to slots, exactly as in Redis Cluster: the hash tag (what stands between the first <code>{</code> and the next
 * <code>}</code>, where that is not empty), or else the whole key, through CRC16, modulo 16,384.
 */
public final class Slots {
    /** Slots of a real cluster. Simulated clusters may use a smaller power of two (see {@link ClusterState}). */
    public static final int COUNT = 16_384;

    private Slots() {}

    /** The slot of a key in a cluster with {@link #COUNT} slots. */
    public static int of(byte[] key) {
        int open = indexOf(key, (byte) '{', 0);
        if (open >= 0) {
            int close = indexOf(key, (byte) '}', open + 1);
            if (close > open + 1) {
                return Crc16.of(key, open + 1, close) % COUNT;
            }
        }
        return Crc16.of(key, 0, key.length) % COUNT;
    }

    private static int indexOf(byte[] bytes, byte wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
