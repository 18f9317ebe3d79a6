package dev.meguri.core.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is looked up by a number: open addressing, linear probing, no boxes. Made for numbers that are given out one after the
 * other, which then lie side by side. Not thread-safe.
 *
 * @param <V> of the values, none of them null
 */
public final class LongTable<V> {
    private static final int LEAST = 16;

    private long[] keys = new long[LEAST];
    /** Null: nothing is there. */
    private Object[] values = new Object[LEAST];

    private int size;

    public int size() {
        return size;
    }

    /** Null: nothing is there. */
    @SuppressWarnings("unchecked")
    public V get(long key) {
        return (V) values[find(key)];
    }

    /** @param value not null; takes the place of the one that was there */
    public void put(long key, V value) {
        int at = find(key);
        if (values[at] == null) {
            size++;
        }
        keys[at] = key;
        values[at] = value;
        if (2 * size > keys.length) {
            grow();
        }
    }

    /** Returns what was there; null: nothing. */
    @SuppressWarnings("unchecked")
    public V remove(long key) {
        int hole = find(key);
        Object removed = values[hole];
        if (removed == null) {
            return null;
        }
        int mask = keys.length - 1;
        for (int i = hole + 1 & mask; values[i] != null; i = i + 1 & mask) {
            // what was pushed on from the hole, or from before it, moves up
            if ((i - home(keys[i]) & mask) >= (i - hole & mask)) {
                keys[hole] = keys[i];
                values[hole] = values[i];
                hole = i;
            }
        }
        values[hole] = null;
        size--;
        return (V) removed;
    }

    /** All values, that of the least key first. */
    public List<V> values() {
        long[] sorted = new long[size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                sorted[n++] = keys[i];
            }
        }
        Arrays.sort(sorted);
        List<V> all = new ArrayList<>(size);
        for (long key : sorted) {
            all.add(get(key));
        }
        return all;
    }

    /** Where the key is, or is to be. */
    private int find(long key) {
        int mask = keys.length - 1;
        int at = home(key);
        while (values[at] != null && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private int home(long key) {
        return (int) key & keys.length - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new Object[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
