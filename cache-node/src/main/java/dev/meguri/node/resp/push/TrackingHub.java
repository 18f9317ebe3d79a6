package dev.meguri.node.resp.push;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.resp.push.Name;
import dev.meguri.resp.push.PrefixTable;
import dev.meguri.resp.push.TrackingTable;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Client-side caches: who is to be told that a key changed. A key is remembered before it is read, so that a change between the two
 * is told, too; and whoever it is, it is told behind the answer, by the order of its connection. Any thread.
 */
public final class TrackingHub {
    private static final long NOBODY = 0;

    private final TrackingTable table = new TrackingTable(Slots.COUNT);
    private final PrefixTable prefixes = new PrefixTable();
    private final Map<Long, TrackingClient> clients = new ConcurrentHashMap<>();
    private final LongAdder invalidations = new LongAdder();
    private volatile boolean active;
    private ClusterState adopted;

    /** Whether any client is to be told of anything. */
    public boolean isActive() {
        return active;
    }

    public int clients() {
        return clients.size();
    }

    public long bytes() {
        return table.bytes();
    }

    /** Messages that a cached key is outdated. */
    public LongAdder invalidations() {
        return invalidations;
    }

    /** In place of what the client of this id was before. @param broadcast prefixes of keys that it is told of always */
    public synchronized void add(TrackingClient client, Collection<Name> broadcast) {
        clients.put(client.id(), client);
        active = true;
        broadcast.forEach(prefix -> prefixes.add(prefix, client.id()));
    }

    /** The client is told of nothing more. */
    public synchronized void remove(TrackingClient client, Collection<Name> broadcast) {
        broadcast.forEach(prefix -> prefixes.remove(prefix, client.id()));
        clients.remove(client.id());
        active = !clients.isEmpty();
    }

    /** The client is about to read the key: before it looks where that is to be done. */
    public void reads(TrackingClient client, Key key) {
        table.remember(key.slot(Slots.COUNT), key.bytes(), client.id(), this::outdated);
    }

    /** @param writer the client whose command it was; 0: not known, or none of this node */
    void changed(Key key, long writer) {
        Invalidation what = new Invalidation(key.bytes());
        for (long client : table.forget(key.slot(Slots.COUNT), key.bytes())) {
            tell(client, what, writer);
        }
        prefixes.forEach(key.bytes(), client -> tell(client, what, writer));
    }

    private void outdated(byte[] key, long[] readers) {
        Invalidation what = new Invalidation(key);
        for (long reader : readers) {
            tell(reader, what, NOBODY);
        }
    }

    private void tell(long id, Invalidation what, long writer) {
        TrackingClient client = clients.get(id);
        if (client != null && !(id == writer && client.isNoLoop())) {
            client.invalidated(what);
            invalidations.increment();
        }
    }

    /** Keys are forgotten of slots whose changes may be made elsewhere from now on. */
    public synchronized void adopted(ClusterState next) {
        ClusterState before = adopted;
        adopted = next;
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            if (table.hasKeys(slot) && (before == null || moved(before, next, slot))) {
                table.forgetSlot(slot, this::outdated);
            }
        }
    }

    private static boolean moved(ClusterState before, ClusterState next, int slot) {
        if (!before.slot(slot).current().equals(next.slot(slot).current())) {
            return true;
        }
        for (int copies = 1; copies <= Limits.MAX_REPLICAS; copies++) {
            if (!Objects.equals(before.servingPrimary(slot, copies), next.servingPrimary(slot, copies))) {
                return true;
            }
        }
        return false;
    }
}
