package dev.meguri.core.store;

import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;
import java.util.Arrays;

/**
 * The entries of a shard by handle: a small number that stays the same while the key is held, so that lists and indexes are
 * columns of ints. Handles of removed entries are used again.
 *
 * <p>An entry with a small value is not kept as an object but as one array, a {@link PackedEntry}, with writer and content
 * type in {@link Origins}. It is put together again when it is read. Large values, those with tokens or a lineage, and those
 * for which {@link Origins} has no number left, are kept as the entry that came.
 */
final class EntryColumns {
    private static final int CHUNK_BITS = 9;
    private static final int CHUNK = 1 << CHUNK_BITS;

    /** meta: policy (12 bits), segment (2 bits), bits of the key's hash (18 bits). Of a free handle: the next free one plus 1. */
    private static final int POLICY_BITS = 12;

    static final int MAX_POLICIES = 1 << POLICY_BITS;
    private static final int SEGMENT_BITS = 2;
    /** So many bits of the hash tell most keys apart, and have a place in a slot's table. */
    static final int PLACE_BITS = Integer.SIZE - POLICY_BITS - SEGMENT_BITS;

    /** Packed: a byte[]. Else: the Entry. Null: the handle is free. */
    private Object[][] data = new Object[4][];

    private final IntColumn metas = new IntColumn();
    private final Origins origins = new Origins();
    private int largestValueBytes;
    private int used;
    private int firstFree;

    /** A handle for the entry of a key that has none yet. */
    int add(Entry entry, int policy) {
        int handle;
        if (firstFree == 0) {
            handle = used++;
        } else {
            handle = firstFree - 1;
            firstFree = metas.get(handle);
        }
        put(handle, entry);
        metas.set(handle, policy | placeOf(entry.key()) << (POLICY_BITS + SEGMENT_BITS));
        return handle;
    }

    /** Another entry of the same key in the place of the one that is there. */
    void set(int handle, Entry entry) {
        release(handle);
        put(handle, entry);
    }

    void remove(int handle) {
        release(handle);
        setData(handle, null);
        metas.set(handle, firstFree);
        firstFree = handle + 1;
    }

    Entry get(int handle) {
        return data(handle) instanceof byte[] packed ? unpack(packed, PackedEntry.key(packed)) : (Entry) data(handle);
    }

    /** As {@link #get(int)}, for who has the key already. */
    Entry get(int handle, Key key) {
        return data(handle) instanceof byte[] packed ? unpack(packed, key) : (Entry) data(handle);
    }

    /** @param place of the key, see {@link #placeOf} */
    boolean isOf(int handle, Key key, int place) {
        if (place(handle) != place) {
            return false;
        }
        return data(handle) instanceof byte[] packed
                ? PackedEntry.isOf(packed, key.bytes())
                : ((Entry) data(handle)).key().equals(key);
    }

    /** Looks at the first and the last of what is kept for the handle, so that both are near. */
    int glance(int handle) {
        return data(handle) instanceof byte[] packed ? packed[0] + packed[packed.length - 1] : 0;
    }

    boolean isUsed(int handle) {
        return data(handle) != null;
    }

    boolean isGone(int handle) {
        return gone(handle) != null;
    }

    boolean isReadableAt(int handle, long nowMillis) {
        if (data(handle) instanceof byte[] packed) {
            long expireAt = PackedEntry.expireAtMillis(packed);
            return PackedEntry.gone(packed) == null && (expireAt == 0 || nowMillis < expireAt);
        }
        return ((Entry) data(handle)).isReadableAt(nowMillis);
    }

    Removal gone(int handle) {
        return data(handle) instanceof byte[] packed ? PackedEntry.gone(packed) : ((Entry) data(handle)).gone();
    }

    /** Accounted bytes, see {@link EntryBytes}. */
    int bytes(int handle) {
        if (data(handle) instanceof byte[] packed) {
            return EntryBytes.ofPacked(packed.length, PackedEntry.isTimed(packed));
        }
        return EntryBytes.ofUnpacked((Entry) data(handle));
    }

    Key key(int handle) {
        return data(handle) instanceof byte[] packed ? PackedEntry.key(packed) : ((Entry) data(handle)).key();
    }

    /** 32 bits of the key's hash, as {@link #hashOf}. */
    int hash(int handle) {
        long hash = data(handle) instanceof byte[] packed
                ? PackedEntry.keyHash64(packed)
                : ((Entry) data(handle)).key().hash64();
        return (int) (hash >>> Integer.SIZE);
    }

    int place(int handle) {
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
        return (int) (key.hash64() >>> Integer.SIZE);
    }

    /** The highest bits of the key's hash. */
    static int placeOf(Key key) {
        return (int) (key.hash64() >>> (Long.SIZE - PLACE_BITS));
    }

    int largestValueBytes() {
        return largestValueBytes;
    }

    private void put(int handle, Entry entry) {
        largestValueBytes = Math.max(largestValueBytes, entry.value().length);
        int origin = EntryBytes.isPackable(entry) ? origins.acquire(entry) : Origins.NONE;
        setData(handle, origin == Origins.NONE ? entry : PackedEntry.pack(entry, origin));
    }

    private void release(int handle) {
        if (data(handle) instanceof byte[] packed) {
            origins.release(PackedEntry.origin(packed));
        }
    }

    private Entry unpack(byte[] packed, Key key) {
        Origins.Origin origin = origins.get(PackedEntry.origin(packed));
        Version version = new Version(PackedEntry.time(packed), origin.nodeId(), origin.incarnation());
        return new Entry(
                key,
                version,
                PackedEntry.value(packed),
                origin.contentType(),
                PackedEntry.expireAtMillis(packed),
                PackedEntry.gone(packed));
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
}
