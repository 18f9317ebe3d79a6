package dev.meguri.core.store;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.Key;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One slot: its handles in an open-addressing table (linear probing, backward-shift deletion), and what is counted per
 * slot. One table per slot makes enumeration and dropping a scan of that table alone, and growing one a short turn.
 */
final class SlotTable {
    private static final int MIN_CAPACITY = 4;

    private final EntryColumns columns;
    /** Handle plus 1; 0 is free. */
    private int[] table = new int[MIN_CAPACITY];

    private int size;
    /** By the exact number of replicas of the entry's policy. */
    private final long[] digests = new long[Limits.MAX_REPLICAS + 1];

    int values;
    long bytes;
    long lastChange;

    SlotTable(EntryColumns columns) {
        this.columns = columns;
    }

    int size() {
        return size;
    }

    int find(Key key) {
        int hash = EntryColumns.hashOf(key);
        int mask = table.length - 1;
        for (int i = hash & mask; table[i] != 0; i = (i + 1) & mask) {
            if (columns.isOf(table[i] - 1, key, hash)) {
                return table[i] - 1;
            }
        }
        return Links.NONE;
    }

    /** Adds a handle that is not in the table. */
    void insert(int handle) {
        if ((size + 1) * 4 > table.length * 3) {
            resize(table.length * 2);
        }
        place(handle + 1);
        size++;
    }

    /** Takes out a handle that is in the table. */
    void remove(int handle) {
        int mask = table.length - 1;
        int hole = columns.hash(handle) & mask;
        while (table[hole] != handle + 1) {
            hole = (hole + 1) & mask;
        }
        for (int i = (hole + 1) & mask; table[i] != 0; i = (i + 1) & mask) {
            int home = columns.hash(table[i] - 1) & mask;
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                table[hole] = table[i];
                hole = i;
            }
        }
        table[hole] = 0;
        size--;
        if (table.length > MIN_CAPACITY && size * 8 < table.length) {
            resize(table.length / 2);
        }
    }

    void forEach(IntConsumer each) {
        for (int stored : table) {
            if (stored != 0) {
                each.accept(stored - 1);
            }
        }
    }

    int[] handles() {
        int[] handles = new int[size];
        int n = 0;
        for (int stored : table) {
            if (stored != 0) {
                handles[n++] = stored - 1;
            }
        }
        return handles;
    }

    void toggleDigest(int replicas, long digest) {
        digests[replicas] ^= digest;
    }

    void clearDigests() {
        Arrays.fill(digests, 0);
    }

    long digest(int copies) {
        long digest = 0;
        for (int replicas = copies; replicas <= Limits.MAX_REPLICAS; replicas++) {
            digest ^= digests[replicas];
        }
        return digest;
    }

    private void place(int stored) {
        int mask = table.length - 1;
        int i = columns.hash(stored - 1) & mask;
        while (table[i] != 0) {
            i = (i + 1) & mask;
        }
        table[i] = stored;
    }

    private void resize(int capacity) {
        int[] old = table;
        table = new int[capacity];
        for (int stored : old) {
            if (stored != 0) {
                place(stored);
            }
        }
    }
}
