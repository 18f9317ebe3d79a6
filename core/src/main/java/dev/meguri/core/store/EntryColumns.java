package dev.meguri.core.store;

import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;
import java.util.Arrays;

/**
 * The entries of a shard by handle: a small number that stays the same while the key is held, so that lists and indexes are
 * columns of ints. Handles of removed entries are used again.
 *
 * <p>An entry with a small value is not kept as an object: key and value share one array, its version, expiry and kind are
 * in columns, writer and content type in {@link Origins}. It is put together again when it is read. Large values, those
 * with tokens or a lineage, and those for which {@link Origins} has no number left, are kept as the entry that came.
 */
final class EntryColumns {
    private static final int CHUNK_BITS = 9;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /** info: key length (13 bits), kind of mark (2 bits), origin (12 bits). */
    private static final int KEY_BITS = 13;

    private static final int GONE_BITS = 2;
    /** meta: policy (12 bits), segment (2 bits), slot (14 bits). Of a free handle: the next free one plus 1. */
    private static final int POLICY_BITS = 12;

    static final int MAX_POLICIES = 1 << POLICY_BITS;
    private static final int SEGMENT_BITS = 2;
    private static final Removal[] GONE = {null, Removal.EXPIRED, Removal.EVICTED, Removal.DELETED};

    /** Packed: a byte[]. Else: the Entry. Null: the handle is free. */
    private Object[][] data = new Object[4][];

    private final LongColumn times = new LongColumn();
    private final LongColumn expiries = new LongColumn();
    private final IntColumn infos = new IntColumn();
    private final IntColumn metas = new IntColumn();
    private final IntColumn hashes = new IntColumn();
    private final Origins origins = new Origins();
    private int used;
    private int firstFree;

    /** A handle for the entry of a key that has none yet. */
    int add(Entry entry, int slot, int policy) {
        int handle;
        if (firstFree == 0) {
            handle = used++;
        } else {
            handle = firstFree - 1;
            firstFree = metas.get(handle);
        }
        put(handle, entry);
        hashes.set(handle, hashOf(entry.key()));
        metas.set(handle, policy | (slot << (POLICY_BITS + SEGMENT_BITS)));
        return handle;
    }

    /** Another entry of the same key in the place of the one that is there. */
    void set(int handle, Entry entry) {
        clear(handle);
        put(handle, entry);
    }

    void remove(int handle) {
        clear(handle);
        setData(handle, null);
        metas.set(handle, firstFree);
        firstFree = handle + 1;
    }

    Entry get(int handle) {
        return data(handle) instanceof Entry entry ? entry : unpack(handle, Key.of(keyBytes(handle)));
    }

    /** As {@link #get(int)}, for who has the key already. */
    Entry get(int handle, Key key) {
        return data(handle) instanceof Entry entry ? entry : unpack(handle, key);
    }

    boolean isOf(int handle, Key key, int hash) {
        if (hashes.get(handle) != hash) {
            return false;
        }
        byte[] bytes = key.bytes();
        return switch (data(handle)) {
            case Entry entry -> entry.key().equals(key);
            case byte[] packed ->
                keyLength(handle) == bytes.length && Arrays.equals(packed, 0, bytes.length, bytes, 0, bytes.length);
            default -> throw new IllegalStateException("a handle in use holds an entry");
        };
    }

    boolean isUsed(int handle) {
        return data(handle) != null;
    }

    boolean isGone(int handle) {
        return gone(handle) != null;
    }

    Removal gone(int handle) {
        return data(handle) instanceof Entry entry
                ? entry.gone()
                : GONE[(infos.get(handle) >>> KEY_BITS) & ((1 << GONE_BITS) - 1)];
    }

    /** Accounted bytes, see {@link EntryBytes}. */
    int bytes(int handle) {
        if (data(handle) instanceof byte[] packed) {
            boolean timed = expiries.get(handle) != 0 || isGone(handle);
            return EntryBytes.of(packed.length, 0, timed, true);
        }
        Entry entry = (Entry) data(handle);
        boolean timed = entry.expireAtMillis() != 0 || entry.isGone();
        return EntryBytes.of(entry.key().length(), entry.value().length, timed, false) + EntryBytes.extra(entry);
    }

    int hash(int handle) {
        return hashes.get(handle);
    }

    int slot(int handle) {
        return metas.get(handle) >>> (POLICY_BITS + SEGMENT_BITS);
    }

    int policy(int handle) {
        return metas.get(handle) & (MAX_POLICIES - 1);
    }

    void setPolicy(int handle, int policy) {
        metas.set(handle, metas.get(handle) & -MAX_POLICIES | policy);
    }

    /** For the eviction group: from 0 to 3. */
    int segment(int handle) {
        return (metas.get(handle) >>> POLICY_BITS) & ((1 << SEGMENT_BITS) - 1);
    }

    void setSegment(int handle, int segment) {
        int mask = ((1 << SEGMENT_BITS) - 1) << POLICY_BITS;
        metas.set(handle, metas.get(handle) & ~mask | segment << POLICY_BITS);
    }

    /** Handles are below this. */
    int limit() {
        return used;
    }

    static int hashOf(Key key) {
        return (int) (key.hash64() >>> 32);
    }

    private void put(int handle, Entry entry) {
        int origin = EntryBytes.isPackable(entry) ? origins.acquire(entry) : Origins.NONE;
        if (origin == Origins.NONE) {
            setData(handle, entry);
            return;
        }
        byte[] key = entry.key().bytes();
        byte[] packed = Arrays.copyOf(key, key.length + entry.value().length);
        System.arraycopy(entry.value(), 0, packed, key.length, entry.value().length);
        setData(handle, packed);
        times.set(handle, entry.version().time());
        expiries.set(handle, entry.expireAtMillis());
        infos.set(handle, key.length | codeOf(entry.gone()) << KEY_BITS | origin << (KEY_BITS + GONE_BITS));
    }

    private void clear(int handle) {
        if (data(handle) instanceof byte[]) {
            origins.release(infos.get(handle) >>> (KEY_BITS + GONE_BITS));
            expiries.set(handle, 0);
        }
    }

    private Entry unpack(int handle, Key key) {
        byte[] packed = (byte[]) data(handle);
        Origins.Origin origin = origins.get(infos.get(handle) >>> (KEY_BITS + GONE_BITS));
        Version version = new Version(times.get(handle), origin.nodeId(), origin.incarnation());
        byte[] value = Arrays.copyOfRange(packed, keyLength(handle), packed.length);
        return new Entry(key, version, value, origin.contentType(), expiries.get(handle), gone(handle));
    }

    private byte[] keyBytes(int handle) {
        return Arrays.copyOf((byte[]) data(handle), keyLength(handle));
    }

    private int keyLength(int handle) {
        return infos.get(handle) & ((1 << KEY_BITS) - 1);
    }

    private Object data(int handle) {
        return data[handle >>> CHUNK_BITS][handle & (CHUNK - 1)];
    }

    private void setData(int handle, Object stored) {
        int chunk = handle >>> CHUNK_BITS;
        if (chunk >= data.length) {
            data = Arrays.copyOf(data, data.length * 2);
        }
        if (data[chunk] == null) {
            data[chunk] = new Object[CHUNK];
        }
        data[chunk][handle & (CHUNK - 1)] = stored;
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
