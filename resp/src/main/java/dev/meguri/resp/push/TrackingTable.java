package dev.meguri.resp.push;

import dev.meguri.resp.RespLimits;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which clients may have cached which keys: those that read them since they were last told that they changed. Bounded by
 * {@link RespLimits#MAX_TRACKING_BYTES}: when it is full, clients are told that some key changed, so that it can be forgotten. Any
 * thread.
 */
public final class TrackingTable {
    private static final long[] NOBODY = {};
    /** What a key costs beside its name, and what a client costs at a key, about. */
    private static final int BYTES_PER_KEY = 112;

    private static final int BYTES_PER_CLIENT = 8;

    /** What is done with clients of a key that is forgotten. */
    @FunctionalInterface
    public interface Forgotten {
        void forgotten(byte[] key, long[] clients);
    }

    private final AtomicReferenceArray<ConcurrentHashMap<Name, long[]>> bySlot;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger nextFull = new AtomicInteger();

    public TrackingTable(int slots) {
        this(slots, RespLimits.MAX_TRACKING_BYTES);
    }

    TrackingTable(int slots, long maxBytes) {
        this.bySlot = new AtomicReferenceArray<>(slots);
        this.maxBytes = maxBytes;
    }

    /**
     * The client is about to read the key.
     *
     * @param key not changed any more
     * @param whenFull told what had to be forgotten to have room
     */
    public void remember(int slot, byte[] key, long client, Forgotten whenFull) {
        map(slot).compute(new Name(key), (name, before) -> {
            if (before == null) {
                bytes.addAndGet(key.length + BYTES_PER_KEY + BYTES_PER_CLIENT);
                return new long[] {client};
            }
            for (long one : before) {
                if (one == client) {
                    return before;
                }
            }
            bytes.addAndGet(BYTES_PER_CLIENT);
            long[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = client;
            return more;
        });
        while (bytes.get() > maxBytes && forgetAny(whenFull)) {
            // one key at a time
        }
    }

    private ConcurrentHashMap<Name, long[]> map(int slot) {
        ConcurrentHashMap<Name, long[]> known = bySlot.get(slot);
        if (known != null) {
            return known;
        }
        bySlot.compareAndSet(slot, null, new ConcurrentHashMap<>(4));
        return bySlot.get(slot);
    }

    /** One key of the next slot that has any, in turn. */
    private boolean forgetAny(Forgotten told) {
        for (int i = 0; i < bySlot.length(); i++) {
            int slot = Math.floorMod(nextFull.getAndIncrement(), bySlot.length());
            ConcurrentHashMap<Name, long[]> map = bySlot.get(slot);
            if (map != null && !map.isEmpty()) {
                for (Name name : map.keySet()) {
                    told.forgotten(name.bytes(), forget(slot, name.bytes()));
                    return true;
                }
            }
        }
        return false;
    }

    /** The key changed. @return who read it, each once; they are to be told, and not remembered any more */
    public long[] forget(int slot, byte[] key) {
        ConcurrentHashMap<Name, long[]> map = bySlot.get(slot);
        long[] clients = map == null || map.isEmpty() ? null : map.remove(new Name(key));
        if (clients == null) {
            return NOBODY;
        }
        bytes.addAndGet(-(key.length + BYTES_PER_KEY + (long) BYTES_PER_CLIENT * clients.length));
        return clients;
    }

    /** Changes of the slot's keys are not seen here any more. */
    public void forgetSlot(int slot, Forgotten told) {
        ConcurrentHashMap<Name, long[]> map = bySlot.get(slot);
        if (map != null) {
            for (Name name : map.keySet()) {
                told.forgotten(name.bytes(), forget(slot, name.bytes()));
            }
        }
    }

    /** Whether keys of the slot are remembered. */
    public boolean hasKeys(int slot) {
        ConcurrentHashMap<Name, long[]> map = bySlot.get(slot);
        return map != null && !map.isEmpty();
    }

    public long bytes() {
        return bytes.get();
    }
}
