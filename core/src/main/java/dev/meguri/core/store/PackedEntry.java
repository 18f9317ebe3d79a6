package dev.meguri.core.store;

import dev.meguri.core.ring.Key;
import dev.meguri.core.version.HybridClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The one array that an entry with a small value is kept as, so that a read finds everything in one place:
 *
 * <pre>
 * version's time   8
 * what follows     2: origin (12 bits), kind of mark (2), whether it expires (1), whether the key's length has 2 bytes (1)
 * expiry           5: milliseconds after the version's; only where it expires
 * key's length     1 or 2
 * key, value
 * </pre>
 *
 * Not for entries with tokens or a lineage, nor for those that expire more than 17 years before or after their version.
 */
final class PackedEntry {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FLAGS = Long.BYTES;
    private static final int EXPIRY = FLAGS + Short.BYTES;
    private static final int EXPIRY_BYTES = 5;
    private static final long MAX_AFTER_MILLIS = (1L << (EXPIRY_BYTES * 8 - 1)) - 1;

    private static final int ORIGIN_BITS = 12;
    private static final int GONE_BITS = 2;
    private static final int EXPIRES = 1 << (ORIGIN_BITS + GONE_BITS);
    private static final int LONG_KEY = 1 << (ORIGIN_BITS + GONE_BITS + 1);
    private static final int MAX_SHORT_KEY = 255;
    private static final Removal[] GONE = {null, Removal.EXPIRED, Removal.EVICTED, Removal.DELETED};

    private PackedEntry() {}

    /** Whether the expiry is near enough to the version for {@link #pack}. */
    static boolean canHold(Entry entry) {
        long after = entry.expireAtMillis() - entry.version().millis();
        return entry.expireAtMillis() == 0 || (after >= -MAX_AFTER_MILLIS && after <= MAX_AFTER_MILLIS);
    }

    static int lengthOf(Entry entry) {
        return keyStart(entry.expireAtMillis() != 0, entry.key().length() > MAX_SHORT_KEY)
                + entry.key().length()
                + entry.value().length;
    }

    static byte[] pack(Entry entry, int origin) {
        byte[] key = entry.key().bytes();
        boolean expires = entry.expireAtMillis() != 0;
        boolean longKey = key.length > MAX_SHORT_KEY;
        byte[] packed = new byte[lengthOf(entry)];
        LONG.set(packed, 0, entry.version().time());
        int flags = origin | codeOf(entry.gone()) << ORIGIN_BITS | (expires ? EXPIRES : 0) | (longKey ? LONG_KEY : 0);
        SHORT.set(packed, FLAGS, (short) flags);
        if (expires) {
            long after = entry.expireAtMillis() - entry.version().millis();
            INT.set(packed, EXPIRY, (int) after);
            packed[EXPIRY + Integer.BYTES] = (byte) (after >> Integer.SIZE);
        }
        int at = keyStart(expires, longKey);
        if (longKey) {
            SHORT.set(packed, at - Short.BYTES, (short) key.length);
        } else {
            packed[at - 1] = (byte) key.length;
        }
        System.arraycopy(key, 0, packed, at, key.length);
        System.arraycopy(entry.value(), 0, packed, at + key.length, entry.value().length);
        return packed;
    }

    /** Hybrid time of the version. */
    static long time(byte[] packed) {
        return (long) LONG.get(packed, 0);
    }

    static int origin(byte[] packed) {
        return flags(packed) & ((1 << ORIGIN_BITS) - 1);
    }

    /** Null: a value. */
    static Removal gone(byte[] packed) {
        return GONE[(flags(packed) >>> ORIGIN_BITS) & ((1 << GONE_BITS) - 1)];
    }

    /** 0: never. */
    static long expireAtMillis(byte[] packed) {
        if (!expires(flags(packed))) {
            return 0;
        }
        long after =
                (int) INT.get(packed, EXPIRY) & 0xFFFF_FFFFL | (long) packed[EXPIRY + Integer.BYTES] << Integer.SIZE;
        return (time(packed) >>> HybridClock.COUNTER_BITS) + after;
    }

    /** Whether the timing wheel will have to do with it: what expires, and marks. */
    static boolean isTimed(byte[] packed) {
        return expires(flags(packed)) || gone(packed) != null;
    }

    static boolean isOf(byte[] packed, byte[] key) {
        int flags = flags(packed);
        int at = keyStart(flags);
        return keyLength(packed, flags, at) == key.length
                && Arrays.equals(packed, at, at + key.length, key, 0, key.length);
    }

    static Key key(byte[] packed) {
        int flags = flags(packed);
        int at = keyStart(flags);
        return Key.of(Arrays.copyOfRange(packed, at, at + keyLength(packed, flags, at)));
    }

    static long keyHash64(byte[] packed) {
        int flags = flags(packed);
        int at = keyStart(flags);
        return Key.hash64(packed, at, at + keyLength(packed, flags, at));
    }

    /** A copy. */
    static byte[] value(byte[] packed) {
        int flags = flags(packed);
        int at = keyStart(flags);
        return Arrays.copyOfRange(packed, at + keyLength(packed, flags, at), packed.length);
    }

    private static int flags(byte[] packed) {
        return (short) SHORT.get(packed, FLAGS);
    }

    private static boolean expires(int flags) {
        return (flags & EXPIRES) != 0;
    }

    private static int keyStart(int flags) {
        return keyStart(expires(flags), (flags & LONG_KEY) != 0);
    }

    private static int keyStart(boolean expires, boolean longKey) {
        return EXPIRY + (expires ? EXPIRY_BYTES : 0) + (longKey ? 2 : 1);
    }

    private static int keyLength(byte[] packed, int flags, int keyStart) {
        return (flags & LONG_KEY) != 0
                ? (short) SHORT.get(packed, keyStart - Short.BYTES)
                : packed[keyStart - 1] & 0xFF;
    }

    private static int codeOf(Removal gone) {
        for (int code = 0; code < GONE.length; code++) {
            if (GONE[code] == gone) {
                return code;
            }
        }
        throw new IllegalStateException("not a mark: " + gone);
    }
}
