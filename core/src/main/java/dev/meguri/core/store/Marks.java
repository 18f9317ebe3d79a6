package dev.meguri.core.store;

import java.util.function.IntConsumer;

/** The marks of a shard in the order in which they came, and what they take. A share of the pool at most, see the bounds. */
final class Marks {
    /** One list per kind of mark, numbered from 1. */
    static final int LISTS = 3;

    /** Marks may take 1/4 of the pool when memory is short: then the oldest are cut before more values are evicted. */
    private static final int SHARE_OF_POOL = 4;
    /** EVICTED marks may take 1/16 of the pool, always: a pool of small values must not turn into a pool of marks. */
    private static final int EVICTED_SHARE_OF_POOL = 16;

    private static final int EVICTED = 1;
    private static final int EXPIRED = 2;
    private static final int DELETED = 3;

    private final Links links;
    private final EntryColumns columns;
    private final long mostBytes;
    private final long mostEvictedBytes;
    private final int mostEvicted;

    private int count;
    private long bytes;
    private int evicted;
    private long evictedBytes;

    Marks(Links links, EntryColumns columns, StoreSettings settings) {
        this.links = links;
        this.columns = columns;
        mostBytes = settings.poolBytes() / SHARE_OF_POOL;
        mostEvictedBytes = settings.poolBytes() / EVICTED_SHARE_OF_POOL;
        mostEvicted = settings.maxEvictionMarks();
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** What marks take after the cut that short memory leads to. */
    long bytesAfterCut() {
        return Math.min(bytes, mostBytes);
    }

    void add(int handle) {
        links.append(listOf(columns.gone(handle)), handle);
        account(handle, 1);
    }

    void remove(int handle) {
        links.remove(handle);
        account(handle, -1);
    }

    /** The EVICTED mark to drop because there are too many, or {@link Links#NONE}. The newest always stays. */
    int surplusEvicted() {
        boolean tooMany = evicted > mostEvicted || (evicted > 1 && evictedBytes > mostEvictedBytes);
        return tooMany ? links.first(EVICTED) : Links.NONE;
    }

    boolean isOverShare() {
        return bytes > mostBytes;
    }

    /**
     * The mark whose loss hurts least, or {@link Links#NONE}: an old value that EVICTED hid is still the newest; an
     * EXPIRED one is known to be expired by itself; a deleted one would come back.
     */
    int leastNeeded() {
        for (int list = EVICTED; list <= DELETED; list++) {
            if (!links.isEmpty(list)) {
                return links.first(list);
            }
        }
        return Links.NONE;
    }

    void forEach(IntConsumer each) {
        for (int list = EVICTED; list <= DELETED; list++) {
            for (int handle = links.first(list); handle != Links.NONE; handle = links.after(handle)) {
                each.accept(handle);
            }
        }
    }

    private void account(int handle, int sign) {
        int markBytes = columns.bytes(handle);
        count += sign;
        bytes += (long) sign * markBytes;
        if (columns.gone(handle) == Removal.EVICTED) {
            evicted += sign;
            evictedBytes += (long) sign * markBytes;
        }
    }

    private static int listOf(Removal gone) {
        return switch (gone) {
            case EVICTED -> EVICTED;
            case EXPIRED -> EXPIRED;
            case DELETED -> DELETED;
            case REPLACED, MOVED, LOST -> throw new IllegalStateException("not a mark: " + gone);
        };
    }
}
