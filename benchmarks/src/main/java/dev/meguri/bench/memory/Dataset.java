package dev.meguri.bench.memory;

import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Store;
import dev.meguri.core.version.HybridClock;
import dev.meguri.core.version.Version;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Entries as the figures want them: keys of 16 bytes, values of 100, with a TTL of one to two hours. */
public final class Dataset {
    public static final int VALUE_BYTES = 100;
    public static final long NOW_MILLIS = 1_700_000_000_000L;
    private static final long TTL_MILLIS = 3_600_000;

    private Dataset() {}

    public static Key key(int i) {
        byte[] key = "key:000000000000".getBytes(StandardCharsets.ISO_8859_1);
        for (int at = key.length - 1, rest = i; rest > 0; at--, rest /= 10) {
            key[at] = (byte) ('0' + rest % 10);
        }
        return Key.of(key);
    }

    public static byte[] value(int i) {
        byte[] value = new byte[VALUE_BYTES];
        Arrays.fill(value, (byte) i);
        return value;
    }

    /** @param change versions grow with it */
    public static Entry entry(int i, long change) {
        long expireAtMillis = NOW_MILLIS + TTL_MILLIS + (i * 7_919L) % TTL_MILLIS;
        Version version = new Version(HybridClock.ofMillis(NOW_MILLIS) + change, "node-1", 1);
        return Entry.value(key(i), version, value(i), "application/octet-stream", expireAtMillis);
    }

    public static void fill(Store store, int entries) {
        for (int i = 0; i < entries; i++) {
            store.merge(entry(i, i), NOW_MILLIS);
        }
    }
}
