package dev.meguri.core.store;

import dev.meguri.core.ring.Key;
import java.util.Arrays;

/**
 * The entries of a shard by handle: a small number that stays the same while the key is held, so that lists and indexes are
 * columns of ints. Handles of removed entries are used again.
 */
final class EntryColumns {
    private static final int CHUNK_BITS = 9;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private Entry[][] entries = new Entry[4][];
    private final IntColumn hashes = new IntColumn();
    /** Of a free handle: the next free one plus 1. Of a used one: the index of its policy. */
    private final IntColumn policies = new IntColumn();

    private int used;
    private int firstFree;

    /** A handle for the entry of a key that has none yet. */
    int add(Entry entry, int policy) {
        int handle;
        if (firstFree == 0) {
            handle = used++;
        } else {
            handle = firstFree - 1;
            firstFree = policies.get(handle);
        }
        set(handle, entry);
        hashes.set(handle, hashOf(entry.key()));
        policies.set(handle, policy);
        return handle;
    }

    void remove(int handle) {
        set(handle, null);
        policies.set(handle, firstFree);
        firstFree = handle + 1;
    }

    Entry get(int handle) {
        return entries[handle >>> CHUNK_BITS][handle & (CHUNK - 1)];
    }

    void set(int handle, Entry entry) {
        int chunk = handle >>> CHUNK_BITS;
        if (chunk >= entries.length) {
            entries = Arrays.copyOf(entries, entries.length * 2);
        }
        if (entries[chunk] == null) {
            entries[chunk] = new Entry[CHUNK];
        }
        entries[chunk][handle & (CHUNK - 1)] = entry;
    }

    boolean isOf(int handle, Key key, int hash) {
        return hashes.get(handle) == hash && get(handle).key().equals(key);
    }

    int hash(int handle) {
        return hashes.get(handle);
    }

    int policy(int handle) {
        return policies.get(handle);
    }

    void setPolicy(int handle, int policy) {
        policies.set(handle, policy);
    }

    /** Handles are below this. */
    int limit() {
        return used;
    }

    static int hashOf(Key key) {
        return (int) (key.hash64() >>> 32);
    }
}
