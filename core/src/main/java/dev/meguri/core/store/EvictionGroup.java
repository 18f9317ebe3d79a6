package dev.meguri.core.store;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Entries that compete for the same memory under the same eviction: those of one policy with a budget of its own, or of all
 * policies without one. Keeps their order; the store keeps the entries. Values only, no marks.
 */
abstract sealed class EvictionGroup permits LruGroup, TinyLfuGroup {
    /**
     * How many entries of slots that this node does not lead are passed over to find a victim that it leads. Too low: a
     * replica's copies, which look cold, are evicted although they are hot at the primary; too high: long turns where the
     * node leads little.
     */
    static final int MAX_PASSED_OVER = 64;
    /** So many are passed over at least, however rarely it helped of late. */
    private static final int MIN_PASSED_OVER = 16;

    final Links links;
    final long budgetBytes;
    private long bytes;
    /** How many to pass over next time: doubles when a victim was found, halves when not. */
    private int patience = MAX_PASSED_OVER;

    EvictionGroup(Links links, long budgetBytes) {
        this.links = links;
        this.budgetBytes = budgetBytes;
    }

    /** How many lists of {@link Links} a group takes. */
    static final int LISTS = 3;

    final long bytes() {
        return bytes;
    }

    final boolean isOverBudget() {
        return bytes > budgetBytes;
    }

    /** @param full whether memory is short, so that an eviction will follow */
    final void add(int handle, int entryBytes, boolean full) {
        bytes += entryBytes;
        added(handle, entryBytes, full);
    }

    final void remove(int handle, int entryBytes) {
        bytes -= entryBytes;
        removed(handle, entryBytes);
    }

    final void resize(int handle, int byBytes) {
        bytes += byBytes;
        resized(handle, byBytes);
    }

    abstract void added(int handle, int entryBytes, boolean full);

    abstract void removed(int handle, int entryBytes);

    abstract void resized(int handle, int byBytes);

    /** The entry was read or written. */
    abstract void touch(int handle);

    /** A client asked for a key of this group, in vain or not. */
    abstract void read(boolean hit);

    /** The entry to evict next, still in the group; {@link Links#NONE} when the group is empty. */
    abstract int victim(IntPredicate isLed);

    /** All entries from the one that would go first to the one that would go last, roughly. */
    abstract void forEach(IntConsumer each);

    /**
     * The coldest entry of a list that this node leads; those passed over become its warmest. {@link Links#NONE} when none
     * was found.
     */
    final int coldestLed(int list, IntPredicate isLed) {
        int first = links.first(list);
        for (int i = 0; i < patience; i++) {
            int handle = links.first(list);
            if (handle == Links.NONE || (i > 0 && handle == first)) {
                return Links.NONE;
            }
            if (isLed.test(handle)) {
                patience = Math.min(MAX_PASSED_OVER, patience * 2);
                return handle;
            }
            links.moveToEnd(list, handle);
        }
        patience = Math.max(MIN_PASSED_OVER, patience / 2);
        return Links.NONE;
    }

    final void forEachOf(int list, IntConsumer each) {
        for (int handle = links.first(list); handle != Links.NONE; handle = links.after(handle)) {
            each.accept(handle);
        }
    }
}
