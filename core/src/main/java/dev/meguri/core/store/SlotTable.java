package dev.meguri.core.store;

import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * One slot: its handles in an open-addressing table (linear probing, backward-shift deletion), and what is counted per
 * slot. One table per slot makes enumeration and dropping a scan of that table alone, and growing one a short turn.
 *
 * <p>Capacities are 4, 5, 6 and 7 times a power of two, so that a table that has just grown is not half empty. A key's home
 * follows from the highest bits of its hash: the table is in the order of hashes, but for what did not find its home free.
 */
final class SlotTable {
    private static final int MIN_CAPACITY = 4;

    private final EntryColumns columns;
    private final SlotDigests digests = new SlotDigests();
    /** Handle plus 1; 0 is free. */
    private int[] table = new int[MIN_CAPACITY];

    private int size;

    int values;
    long bytes;
    /** Whether a snapshot has something to hear of the slot; and whether of all of it ({@link Unsaved}). */
    boolean isChanged;

    boolean isChangedWhole;
    /** What is not newer was cleared, as the marks of {@link ClearKey} that are held say; null: nothing was. */
    Version cleared;
    /** Keys that went since the last snapshot; null: none. */
    List<Key> removed;

    SlotTable(EntryColumns columns) {
        this.columns = columns;
    }

    int size() {
        return size;
    }

    SlotDigests digests() {
        return digests;
    }

    int find(Key key) {
        int place = EntryColumns.placeOf(key);
        for (int i = home(place); table[i] != 0; i = next(i)) {
            if (columns.isOf(table[i] - 1, key, place)) {
                return table[i] - 1;
            }
        }
        return Links.NONE;
    }

    /** What stands where the key's search begins. */
    int atHomeOf(Key key) {
        return table[home(EntryColumns.placeOf(key))];
    }

    /** The first handle that may be the key's, by some bits of its hash alone. */
    int findLikely(Key key) {
        int place = EntryColumns.placeOf(key);
        for (int i = home(place); table[i] != 0; i = next(i)) {
            if (columns.place(table[i] - 1) == place) {
                return table[i] - 1;
            }
        }
        return Links.NONE;
    }

    /** Adds a handle that is not in the table. */
    void insert(int handle) {
        if ((size + 1) * 6L > table.length * 5L) {
            resize(larger(table.length));
        }
        place(handle + 1);
        size++;
    }

    /** Takes out a handle that is in the table. */
    void remove(int handle) {
        int hole = home(columns.place(handle));
        while (table[hole] != handle + 1) {
            hole = next(hole);
        }
        for (int i = next(hole); table[i] != 0; i = next(i)) {
            int home = home(columns.place(table[i] - 1));
            if (distance(home, i) >= distance(hole, i)) {
                table[hole] = table[i];
                hole = i;
            }
        }
        table[hole] = 0;
        size--;
        if (table.length > MIN_CAPACITY && size * 4L < table.length) {
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

    /** The capacity after this one: 4, 5, 6, 7, 8, 10, 12, 14, 16, ... */
    private static int larger(int capacity) {
        return capacity + (Integer.highestOneBit(capacity) >>> 2);
    }

    private int home(int place) {
        return (int) ((long) place * table.length >>> EntryColumns.PLACE_BITS);
    }

    private int next(int i) {
        return i + 1 == table.length ? 0 : i + 1;
    }

    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + table.length;
    }

    private void place(int stored) {
        int i = home(columns.place(stored - 1));
        while (table[i] != 0) {
            i = next(i);
        }
        table[i] = stored;
    }

    private void resize(int capacity) {
        int[] old = table;
        table = new int[Math.max(MIN_CAPACITY, capacity)];
        for (int stored : old) {
            if (stored != 0) {
                place(stored);
            }
        }
    }
}
