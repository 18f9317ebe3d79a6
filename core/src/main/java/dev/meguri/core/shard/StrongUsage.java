package dev.meguri.core.shard;

import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.StoreStats;
import dev.meguri.core.strong.Acceptor;
import dev.meguri.core.strong.StrongMemory;
import dev.meguri.core.strong.StrongOutcome;
import dev.meguri.core.strong.StrongPorts;
import dev.meguri.core.strong.StrongValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the strong keys of one shard take, by policy, and how they are read. Counted as they change; owned by the shard. */
public final class StrongUsage {
    private static final class Use {
        long entries;
        long bytes;
        long hits;
        long misses;
    }

    private final ShardContext context;
    /** By the policy's prefix. */
    private final TreeMap<String, Use> byPolicy = new TreeMap<>();

    /** Values that went away, by reason. */
    private final long[] removals = new long[Removal.values().length];

    private PolicyTable policies;
    private long largestBytes;

    StrongUsage(ShardContext context) {
        this.context = context;
    }

    /** Keys may belong to other policies now: all are counted again. */
    void adopted(Iterable<Acceptor> acceptors) {
        PolicyTable now = context.state().policies();
        if (now.equals(policies)) {
            return;
        }
        policies = now;
        byPolicy.keySet().removeIf(prefix -> now.named(prefix).isEmpty());
        for (Use use : byPolicy.values()) {
            use.entries = 0;
            use.bytes = 0;
        }
        for (Acceptor acceptor : acceptors) {
            acceptor.forEachHeld(
                    (key, value) -> changed(key, StrongMemory.bytesOf(key, value), StrongValue.count(value)));
        }
    }

    /** No strong value took more bytes, with what there is beside it, since the shard was made. */
    int largestBytes() {
        return (int) Math.min(Integer.MAX_VALUE, largestBytes);
    }

    /** @param value null: none */
    void accepted(StrongValue value) {
        if (value != null && value.data() != null) {
            largestBytes = Math.max(largestBytes, value.data().length);
        }
    }

    void changed(Key key, long bytes, int values) {
        largestBytes = Math.max(largestBytes, bytes);
        Use use = of(key);
        use.bytes += bytes;
        use.entries += values;
    }

    /** Whether the policy's own budget allows so many bytes more. */
    boolean hasRoom(Key key, long bytes) {
        Policy policy = context.policyOf(key);
        return policy.maxBytes() == 0
                || of(key).bytes + bytes
                        <= Math.max(1, policy.maxBytes() / context.settings().shards());
    }

    /** The outcome of a client's operation: reads are counted. */
    public void read(Key key, StrongOutcome outcome) {
        if (outcome instanceof StrongOutcome.Found) {
            of(key).hits++;
        } else if (outcome instanceof StrongOutcome.Absent) {
            of(key).misses++;
        }
    }

    /** A value went away, as {@link StrongMemory#removed} tells it. */
    void removed(StrongValue before, StrongValue after, boolean moved, StrongPorts ports) {
        if (after == null) {
            removed(moved ? Removal.MOVED : Removal.LOST);
        } else if (!after.isTombstone()) {
            removed(Removal.REPLACED);
        } else {
            removed(before.isExpiredAt(ports.clockMillis()) ? Removal.EXPIRED : Removal.DELETED);
        }
    }

    private void removed(Removal reason) {
        removals[reason.ordinal()]++;
    }

    private Map<Removal, Long> removals(Map<Removal, Long> ofStore) {
        Map<Removal, Long> all = new EnumMap<>(ofStore);
        for (Removal reason : Removal.values()) {
            all.merge(reason, removals[reason.ordinal()], Long::sum);
        }
        return all;
    }

    /** The stats of the store, and these. */
    StoreStats addTo(StoreStats store) {
        if (byPolicy.isEmpty()) {
            return store;
        }
        long entries = store.entries();
        long bytes = store.bytes();
        long hits = store.hits();
        long misses = store.misses();
        for (Use use : byPolicy.values()) {
            entries += use.entries;
            bytes += use.bytes;
            hits += use.hits;
            misses += use.misses;
        }
        List<StoreStats.PolicyStats> all = new ArrayList<>(store.policies().size());
        for (StoreStats.PolicyStats of : store.policies()) {
            Use use = byPolicy.get(of.prefix());
            all.add(
                    use == null
                            ? of
                            : new StoreStats.PolicyStats(
                                    of.prefix(),
                                    of.entries() + use.entries,
                                    of.bytes() + use.bytes,
                                    of.budgetBytes(),
                                    of.hits() + use.hits,
                                    of.misses() + use.misses,
                                    of.evictions()));
        }
        return new StoreStats(
                entries,
                store.marks(),
                bytes,
                store.markBytes(),
                store.poolBytes(),
                hits,
                misses,
                removals(store.removals()),
                store.marksCut(),
                all);
    }

    private Use of(Key key) {
        return byPolicy.computeIfAbsent(context.policyOf(key).prefix(), prefix -> new Use());
    }
}
