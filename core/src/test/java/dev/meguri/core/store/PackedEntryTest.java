package dev.meguri.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedEntryTest {
    private static final long NOW = Stores.NOW;
    private static final long YEAR_MILLIS = 365L * 24 * 3_600_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 127, 128, 255, 256, 257, Limits.MAX_KEY_BYTES})
    void keysOfEveryLength_comeBack(int keyBytes) {
        byte[] bytes = new byte[keyBytes];
        new Random(keyBytes).nextBytes(bytes);
        Key key = Key.of(bytes);
        for (long expireAtMillis : new long[] {0, NOW + 5_000}) {
            Entry entry = Entry.value(key, Stores.version(NOW), new byte[] {1, 2, 3}, "", expireAtMillis);
            byte[] packed = PackedEntry.pack(entry, 4_095);
            assertEquals(packed.length, PackedEntry.lengthOf(entry));
            assertEquals(key, PackedEntry.key(packed));
            assertEquals(key.hash64(), PackedEntry.keyHash64(packed));
            assertTrue(PackedEntry.isOf(packed, bytes));
            bytes[keyBytes - 1]++;
            assertFalse(PackedEntry.isOf(packed, bytes));
            bytes[keyBytes - 1]--;
            assertFalse(PackedEntry.isOf(packed, new byte[keyBytes + 1]));
            assertArrayEquals(new byte[] {1, 2, 3}, PackedEntry.value(packed));
            assertEquals(4_095, PackedEntry.origin(packed));
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {-17 * YEAR_MILLIS, -1, 0, 1, 255, 256, Integer.MAX_VALUE, 1L << 31, 1L << 32, 10 * YEAR_MILLIS})
    void expiry_nearItsVersion_comesBack(long afterMillis) {
        Entry entry = Stores.valueWithExpiry("k", NOW, 10, NOW + afterMillis);
        assertTrue(PackedEntry.canHold(entry));
        byte[] packed = PackedEntry.pack(entry, 0);
        assertEquals(NOW + afterMillis, PackedEntry.expireAtMillis(packed));
        assertEquals(entry.version().time(), PackedEntry.time(packed));
        assertTrue(PackedEntry.isTimed(packed));
    }

    @Test
    void expiry_farFromItsVersion_isNotForPacking() {
        assertFalse(PackedEntry.canHold(Stores.valueWithExpiry("k", NOW, 10, NOW + 18 * YEAR_MILLIS)));
        assertFalse(PackedEntry.canHold(Stores.valueWithExpiry("k", NOW, 10, Long.MAX_VALUE)));
        assertFalse(PackedEntry.canHold(Stores.valueWithExpiry("k", NOW, 10, 1)));
    }

    @Test
    void timeAndMarks_comeBack() {
        Entry value = Entry.value(Key.of("k"), new Version(-7, "n", 1), new byte[0], "", 0);
        assertEquals(-7, PackedEntry.time(PackedEntry.pack(value, 0)));
        assertFalse(PackedEntry.isTimed(PackedEntry.pack(value, 0)));
        for (Removal gone : new Removal[] {null, Removal.EXPIRED, Removal.EVICTED, Removal.DELETED}) {
            Entry entry = new Entry(Key.of("k"), Stores.version(NOW), new byte[0], "", NOW, gone);
            assertEquals(gone, PackedEntry.gone(PackedEntry.pack(entry, 17)));
        }
    }
}
