package dev.meguri.core.store;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Who uses this shard's share of the pool: per policy, per eviction group, and marks. Decides who goes when it is short.
 *
 * <p>A policy with {@code maxBytes} is a group of its own; the others share one group per kind of eviction, so that they
 * compete by use and not by name. Policies with eviction {@code none} are in no group. When the pool itself is short, a
 * group is picked by chance in proportion to its bytes.
 *
 * <p>Built anew when policies change.
 */
final class MemoryPool {
    private final StoreSettings settings;
    private final PolicyTable policies;
    private final EntryColumns columns;
    private final FrequencySketch sketch;
    private final SplitMix random;
    private final Links links;
    private final Marks marks;
    private final PolicyUsage[] usages;
    private final List<EvictionGroup> groups = new ArrayList<>();
    private long valueBytes;
    /** Bytes of values that no eviction can free. */
    private long pinnedBytes;

    private long strongBytes;

    private int values;

    MemoryPool(
            StoreSettings settings,
            PolicyTable policies,
            EntryColumns columns,
            FrequencySketch sketch,
            SplitMix random) {
        this.settings = settings;
        this.policies = policies;
        this.columns = columns;
        this.sketch = sketch;
        this.random = random;
        List<Policy> all = policies.withOwn();
        require(all.size() <= EntryColumns.MAX_POLICIES, "at most " + EntryColumns.MAX_POLICIES + " policies");
        links = new Links(Marks.LISTS + (all.size() + 2) * EvictionGroup.LISTS);
        marks = new Marks(links, columns, settings);
        usages = new PolicyUsage[all.size()];
        EvictionGroup lru = null;
        EvictionGroup tinyLfu = null;
        for (int i = 0; i < usages.length; i++) {
            Policy policy = all.get(i);
            boolean ownBudget = policy.maxBytes() != 0;
            EvictionGroup group =
                    switch (policy.eviction()) {
                        case NONE -> null;
                        case LRU -> ownBudget || lru == null ? newGroup(policy) : lru;
                        case TINYLFU -> ownBudget || tinyLfu == null ? newGroup(policy) : tinyLfu;
                    };
            if (!ownBudget && policy.eviction() == Policy.Eviction.LRU) {
                lru = group;
            }
            if (!ownBudget && policy.eviction() == Policy.Eviction.TINYLFU) {
                tinyLfu = group;
            }
            usages[i] = new PolicyUsage(policy, settings.budgetBytes(policy.maxBytes()), group);
        }
    }

    private EvictionGroup newGroup(Policy policy) {
        int firstList = Marks.LISTS + groups.size() * EvictionGroup.LISTS + 1;
        long budget = settings.budgetBytes(policy.maxBytes());
        EvictionGroup group = policy.eviction() == Policy.Eviction.LRU
                ? new LruGroup(links, firstList, budget)
                : new TinyLfuGroup(links, firstList, budget, columns, sketch, random);
        groups.add(group);
        return group;
    }

    /** Goes on counting the reads and evictions of policies that were there before. */
    void inherit(MemoryPool before) {
        for (PolicyUsage usage : usages) {
            for (PolicyUsage earlier : before.usages) {
                if (earlier.policy.prefix().equals(usage.policy.prefix())) {
                    usage.inherit(earlier);
                }
            }
        }
    }

    PolicyTable policies() {
        return policies;
    }

    Marks marks() {
        return marks;
    }

    PolicyUsage usage(int policy) {
        return usages[policy];
    }

    int values() {
        return values;
    }

    long bytes() {
        return valueBytes + marks.bytes();
    }

    /** A value or mark that the columns hold from now on. */
    void add(int handle) {
        admit(handle);
        EvictionGroup group = columns.isGone(handle) ? null : groupOf(handle);
        if (group != null) {
            if (!isRoomy(group)) {
                sketch.ensureCapacity(values);
                sketch.increment(columns.hash(handle));
            }
        }
    }

    /** As {@link #add}, but it is no use: it was there under other policies. */
    void admit(int handle) {
        if (columns.isGone(handle)) {
            marks.add(handle);
            return;
        }
        int bytes = columns.bytes(handle);
        PolicyUsage usage = usages[columns.policy(handle)];
        account(usage, 1, bytes);
        if (usage.group != null) {
            boolean full = bytes() > poolBytes() || usage.group.bytes() + bytes > usage.group.budgetBytes;
            usage.group.add(handle, bytes, full);
        }
    }

    /** Before the columns change or lose it. */
    void remove(int handle) {
        if (columns.isGone(handle)) {
            marks.remove(handle);
            return;
        }
        int bytes = columns.bytes(handle);
        PolicyUsage usage = usages[columns.policy(handle)];
        account(usage, -1, -bytes);
        if (usage.group != null) {
            usage.group.remove(handle, bytes);
        }
    }

    /** One value took the place of another of the same key, which had {@code bytesBefore}. */
    void replaced(int handle, int bytesBefore) {
        int byBytes = columns.bytes(handle) - bytesBefore;
        PolicyUsage usage = usages[columns.policy(handle)];
        account(usage, 0, byBytes);
        if (usage.group != null) {
            usage.group.resize(handle, byBytes);
            if (!isRoomy(usage.group)) {
                touch(usage.group, handle, columns.hash(handle));
            }
        }
    }

    private void touch(EvictionGroup group, int handle, int hash) {
        sketch.increment(hash);
        group.touch(handle);
    }

    /** A quarter of the memory is free: who is warm need not be known yet, and following it would cost each read some misses. */
    private boolean isRoomy(EvictionGroup group) {
        return bytes() < threeQuarters(poolBytes()) && group.bytes() < threeQuarters(group.budgetBytes);
    }

    private static long threeQuarters(long bytes) {
        return bytes - (bytes >> 2);
    }

    private EvictionGroup groupOf(int handle) {
        return usages[columns.policy(handle)].group;
    }

    /** A client read the readable value of this key. */
    void hit(int handle, Key key, boolean warms) {
        PolicyUsage usage = usages[columns.policy(handle)];
        usage.hits++;
        if (usage.group != null && warms) {
            usage.group.read(true);
            if (!isRoomy(usage.group)) {
                touch(usage.group, handle, EntryColumns.hashOf(key));
            }
        }
    }

    /** A client asked for a key that has no readable value. */
    void miss(Key key) {
        PolicyUsage usage = usages[policies.indexOf(key)];
        usage.misses++;
        if (usage.group != null) {
            usage.group.read(false);
        }
    }

    /** Whether the entry fits, given what it replaces ({@code handle}: of the same key, or {@link Links#NONE}). */
    boolean hasRoomFor(Entry entry, int handle) {
        if (entry.isGone()) {
            return true;
        }
        PolicyUsage usage = usages[policies.indexOf(entry.key())];
        int bytes = EntryBytes.of(entry);
        if (bytes > usage.budgetBytes || bytes > poolBytes()) {
            return false;
        }
        if (usage.group != null) {
            return true;
        }
        int replaced = handle == Links.NONE || columns.isGone(handle) ? 0 : columns.bytes(handle);
        return usage.bytes - replaced + bytes <= usage.budgetBytes
                && pinnedBytes - replaced + bytes + marks.bytesAfterCut() <= poolBytes();
    }

    /** What strong keys leave of the pool. */
    private long poolBytes() {
        return settings.poolBytes() - strongBytes;
    }

    /** Strong keys are not in here, are never evicted, and take their bytes from the same pool. */
    void addStrong(long byBytes) {
        strongBytes += byBytes;
    }

    long strongBytes() {
        return strongBytes;
    }

    boolean hasRoomForStrong(long bytes) {
        return strongBytes + pinnedBytes + marks.bytesAfterCut() + bytes <= settings.poolBytes();
    }

    boolean isOverPool() {
        return bytes() > poolBytes();
    }

    /** Whether anything is over its limit that eviction can help. */
    boolean isOverBudget() {
        if (isOverPool() && (valueBytes > pinnedBytes || marks.count() > 0)) {
            return true;
        }
        return overBudget() != null;
    }

    /** The value to evict next, or {@link Links#NONE} when there is none over its limit or none can go. */
    int victim(IntPredicate isLed) {
        EvictionGroup group = overBudget();
        if (group == null && isOverPool()) {
            group = byChance();
        }
        return group == null ? Links.NONE : group.victim(isLed);
    }

    private EvictionGroup overBudget() {
        for (EvictionGroup group : groups) {
            if (group.isOverBudget()) {
                return group;
            }
        }
        return null;
    }

    private EvictionGroup byChance() {
        long evictable = valueBytes - pinnedBytes;
        if (evictable == 0) {
            return null;
        }
        if (groups.size() == 1) {
            return groups.getFirst();
        }
        long at = random.below(evictable);
        for (EvictionGroup group : groups) {
            at -= group.bytes();
            if (at < 0) {
                return group;
            }
        }
        throw new IllegalStateException("groups hold less than is accounted");
    }

    /** Everything that is in an order, the first to go first. Values of policies with eviction none are not. */
    void forEachInOrder(IntConsumer each) {
        marks.forEach(each);
        for (EvictionGroup group : groups) {
            group.forEach(each);
        }
    }

    boolean isInOrder(int handle) {
        return links.isLinked(handle);
    }

    List<StoreStats.PolicyStats> stats() {
        List<StoreStats.PolicyStats> stats = new ArrayList<>(usages.length);
        for (PolicyUsage usage : List.of(usages).subList(0, policies.all().size())) {
            stats.add(usage.stats());
        }
        return List.copyOf(stats);
    }

    private void account(PolicyUsage usage, int count, int bytes) {
        values += count;
        usage.entries += count;
        usage.bytes += bytes;
        valueBytes += bytes;
        if (usage.group == null) {
            pinnedBytes += bytes;
        }
    }
}
