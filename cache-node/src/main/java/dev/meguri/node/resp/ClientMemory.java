package dev.meguri.node.resp;

import dev.meguri.resp.RespLimits;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What the connections of this node keep, all together: commands that are not whole or not answered, answers that are not fetched.
 * When it is too much, the connection that keeps most is cut off, as Redis does by maxmemory-clients. Any thread.
 */
final class ClientMemory {
    /** A connection, as far as its memory goes. */
    interface Keeper {
        long keptBytes();

        /** All together keep too much, and this one most. */
        void keepsMost();
    }

    private final long maxBytes;
    private final Supplier<? extends Collection<? extends Keeper>> all;
    private final AtomicLong bytes = new AtomicLong();

    private ClientMemory(long maxBytes, Supplier<? extends Collection<? extends Keeper>> all) {
        this.maxBytes = maxBytes;
        this.all = all;
    }

    static ClientMemory ofHeap(long heapBytes, Supplier<? extends Collection<? extends Keeper>> all) {
        return new ClientMemory(heapBytes / RespLimits.CLIENT_MEMORY_PART, all);
    }

    long maxBytes() {
        return maxBytes;
    }

    long bytes() {
        return bytes.get();
    }

    /** A connection keeps so many bytes more, or fewer. */
    void changed(long by) {
        if (bytes.addAndGet(by) <= maxBytes || by <= 0) {
            return;
        }
        Keeper largest = null;
        for (Keeper keeper : all.get()) {
            if (largest == null || keeper.keptBytes() > largest.keptBytes()) {
                largest = keeper;
            }
        }
        if (largest != null) {
            largest.keepsMost();
        }
    }
}
