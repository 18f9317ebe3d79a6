package dev.meguri.core.store;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.conflict.Resolvers;
import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.token.Trail;
import dev.meguri.core.version.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The memory of one shard: the newest entry of every key it holds, value or mark. Replicas that merged the same entries
 * hold the same, in whatever order they came.
 *
 * <p>Owned by its shard, one thread. It has no clock: what needs the time is told it, in milliseconds since 1970. It
 * neither reaps nor evicts by itself: the shard calls {@link #reap} when {@link #nextReapMillis} says so, and
 * {@link #evict} after writes while {@link #isOverBudget}.
 */
public final class Store {
    private static final long MARK_RETRY_MILLIS = 5_000;

    private final StoreSettings settings;
    private final Resolvers resolvers;
    private final Content content;
    private final EntryColumns columns;
    private final long[] removals = new long[Removal.values().length];
    private long hits;
    private long misses;
    private long marksCut;
    private KeyObserver observer = KeyObserver.NONE;
    private int[] handlesAhead = new int[16];
    /** Of no meaning. */
    private int seenAhead;

    /** As the other one, with the built-in resolvers. */
    public Store(StoreSettings settings, int slotCount, PolicyTable policies) {
        this(settings, slotCount, policies, Resolvers.BUILT_IN);
    }

    /**
     * @param slotCount slots of the cluster, a power of two; a slot costs nothing until it is used
     * @param resolvers what policies can name
     */
    public Store(StoreSettings settings, int slotCount, PolicyTable policies, Resolvers resolvers) {
        require(slotCount > 0 && Integer.bitCount(slotCount) == 1, "slotCount must be a power of two");
        require(slotCount <= Slots.COUNT, "slotCount must be at most " + Slots.COUNT);
        this.settings = settings;
        this.resolvers = resolvers;
        content = new Content(settings, slotCount, policies);
        columns = content.columns;
    }

    /** Who is told of changes from now on. */
    public void observe(KeyObserver next) {
        observer = next;
    }

    public KeyObserver observer() {
        return observer;
    }

    /**
     * What is held for the key: a value (perhaps expired but not yet reaped), a mark, or null. Where its slot was cleared and
     * nothing newer is held, the mark that the key might have. Counts nothing.
     */
    public Entry peek(Key key) {
        int handle = content.find(key);
        return handle == Links.NONE ? markOfClear(key) : columns.get(handle, key);
    }

    private Entry markOfClear(Key key) {
        Version cleared = content.cleared(key);
        return cleared == null ? null : Entry.tombstone(key, cleared);
    }

    /**
     * Brings what is held for these keys near, before they are read or written one after the other. Changes nothing.
     *
     * @param count so many of them, the first ones
     */
    public void warm(Key[] keys, int count) {
        if (handlesAhead.length < count) {
            handlesAhead = new int[count];
        }
        seenAhead += content.glance(keys, count, handlesAhead);
    }

    /** As {@link #peek}, and counts: a hit when the value is readable now, else a miss. A hit makes the value warmer. */
    public Entry read(Key key, long nowMillis) {
        return read(key, nowMillis, true);
    }

    /** @param warms whether a hit makes the value warmer */
    public Entry read(Key key, long nowMillis, boolean warms) {
        int handle = content.find(key);
        Entry entry = handle == Links.NONE ? markOfClear(key) : columns.get(handle, key);
        if (entry != null && entry.isReadableAt(nowMillis)) {
            hits++;
            pool().hit(handle, key, warms);
        } else {
            misses++;
            pool().miss(key);
        }
        return entry;
    }

    /** Why the key has no value: the reason of its mark; null when a value or nothing is held. */
    public Removal whyGone(Key key) {
        Entry entry = peek(key);
        return entry == null ? null : entry.gone();
    }

    private boolean isCleared(Entry entry) {
        Version cleared = content.cleared(entry.key());
        return cleared != null && !entry.version().isNewerThan(cleared) && !ClearKey.is(entry.key());
    }

    /** A slot was cleared: what is there and not newer goes, marks too. */
    private void clear(Entry mark, long nowMillis) {
        SlotTable slot = content.slot(mark.key().slot(content.slotCount()));
        for (int handle : slot.handles()) {
            Entry entry = columns.get(handle);
            boolean older = !entry.version().isNewerThan(mark.version());
            if (older && !ClearKey.is(entry.key())) {
                count(entry.isExpiredAt(nowMillis) ? Removal.EXPIRED : Removal.DELETED, entry.isGone() ? 0 : 1);
                content.remove(handle);
                observed(entry.key(), entry.isGone() ? null : entry, mark, nowMillis);
            }
        }
    }

    /**
     * Takes the entry if it is newer than what is held; under a policy with a resolver, what the two make together, if that is
     * something else. A mark whose grace is over is not kept where nothing is held: it only takes away an older value, or the place
     * of an older mark, which goes as soon as all replicas agree.
     */
    public MergeOutcome merge(Entry arrived, long nowMillis) {
        Key key = arrived.key();
        if (isCleared(arrived)) {
            return MergeOutcome.ALREADY;
        }
        int handle = content.find(key);
        Entry before = handle == Links.NONE ? null : columns.get(handle, key);
        Entry entry = merged(before, arrived);
        if (before != null && (entry == before || entry.isSameAs(before))) {
            remember(handle, before, arrived.trail(), nowMillis);
            return MergeOutcome.ALREADY;
        }
        boolean replacesValue = before != null && !before.isGone();
        boolean isOverdue = entry.isGone() && content.dueMillis(entry) <= nowMillis;
        if (isOverdue && before == null) {
            return MergeOutcome.ALREADY;
        }
        if (isOverdue && replacesValue) {
            count(reasonFor(before, entry, nowMillis), 1);
            content.remove(handle);
            observed(key, before, entry, nowMillis);
            return MergeOutcome.APPLIED;
        }
        if (before == null) {
            content.insert(entry, nowMillis);
        } else {
            if (replacesValue) {
                count(reasonFor(before, entry, nowMillis), 1);
            }
            Trail trail = entry.trail().merged(before.trail().at(nowMillis));
            content.replace(handle, before, trail == entry.trail() ? entry : entry.withTrail(trail), nowMillis);
        }
        if (entry.version().equals(content.cleared(key)) && ClearKey.is(key)) {
            clear(entry, nowMillis);
        }
        dropSurplusMarks();
        observed(key, replacesValue ? before : null, entry, nowMillis);
        return MergeOutcome.APPLIED;
    }

    /** @param before null: no value */
    private void observed(Key key, Entry before, Entry by, long nowMillis) {
        if (!observer.isWatching() || before == null && by.isGone()) {
            return;
        }
        Entry was = before;
        if (was != null && was.isExpiredAt(nowMillis)) {
            observer.changed(key, was, null, Removal.EXPIRED);
            was = null;
        }
        if (!by.isGone()) {
            observer.changed(key, was, by, null);
        } else if (was != null) {
            observer.changed(key, was, null, by.gone());
        }
    }

    private void observedGone(Entry before, Removal why) {
        if (observer.isWatching() && !before.isGone()) {
            observer.changed(before.key(), before, null, why);
        }
    }

    /**
     * Takes back an entry of a snapshot, a mark whose grace is over too: whether another replica still needs it is not known
     * before it was asked, so it goes by {@link #reap} as every other one. It counts as saved, unless there is another entry.
     */
    public void restore(Entry entry, long nowMillis) {
        if (isCleared(entry)) {
            return;
        }
        if (content.find(entry.key()) == Links.NONE) {
            content.insertSaved(entry, nowMillis);
            if (entry.version().equals(content.cleared(entry.key())) && ClearKey.is(entry.key())) {
                clear(entry, nowMillis);
            }
            dropSurplusMarks();
        } else {
            merge(entry, nowMillis);
        }
    }

    /** An older entry tells of changes that the newer one was made without. */
    private void remember(int handle, Entry held, Trail trail, long nowMillis) {
        Trail merged = held.trail().merged(trail.at(nowMillis));
        if (merged != held.trail() && held.gone() != Removal.EVICTED) {
            content.replace(handle, held, held.withTrail(merged), nowMillis);
        }
    }

    /**
     * What two copies of a key make together. Where only a resolver could tell and this node does not know the policy's, it is
     * the first one.
     *
     * @param one null: nothing
     */
    public Entry merged(Entry one, Entry other) {
        if (one == null) {
            return other;
        }
        if (!Merging.isFor(one, other)) {
            return other.supersedes(one) ? other : one;
        }
        Entry merged =
                Merging.of(one, other, resolvers.named(policyOf(one.key()).conflict()));
        return merged == null ? one : merged;
    }

    private Policy policyOf(Key key) {
        return pool().policies().of(key);
    }

    /**
     * Whether a write of this entry keeps within the limits. False where the policy's eviction is {@code none} and its
     * budget, or what eviction cannot free of the pool, would be exceeded, counting what the entry replaces; and false for
     * an entry that alone is larger than the budget or the pool(). Marks always have room.
     */
    public boolean hasRoomFor(Entry entry) {
        return pool().hasRoomFor(entry, content.find(entry.key()));
    }

    /** Whether marks of a slot may be dropped whose grace was over at a time. */
    public interface MarkRule {
        boolean mayDrop(int slot, long dueMillis);
    }

    /** As {@link #reap(long, int, MarkRule)}, and marks go as soon as their grace is over. */
    public List<Entry> reap(long nowMillis, int limit) {
        return reap(nowMillis, limit, (slot, dueMillis) -> true);
    }

    /**
     * Turns values whose time is over into EXPIRED marks, which it returns, and drops marks whose grace is over. Looks at
     * no more than {@code limit} entries; {@link #nextReapMillis} tells whether more is waiting.
     *
     * @param rule a mark that may not go yet is asked about again {@value #MARK_RETRY_MILLIS} ms later
     */
    public List<Entry> reap(long nowMillis, int limit, MarkRule rule) {
        List<Entry> expired = new ArrayList<>();
        content.wheel.startTurn();
        for (int handle = content.wheel.poll(nowMillis, limit);
                handle != Links.NONE;
                handle = content.wheel.poll(nowMillis, limit)) {
            Entry entry = columns.get(handle);
            if (entry.isGone() && !rule.mayDrop(content.slotNumber(handle), content.dueMillis(entry))) {
                content.wheel.schedule(handle, nowMillis + MARK_RETRY_MILLIS, nowMillis);
            } else if (entry.isGone()) {
                content.remove(handle);
            } else {
                expired.add(expire(handle, entry, nowMillis));
            }
        }
        return expired;
    }

    /**
     * When {@link #reap} has something to do: now or later; {@link Long#MAX_VALUE}: never. May come before the first entry
     * is due when that is more than 64 ms away; reap then only gets ready for it.
     */
    public long nextReapMillis(long nowMillis) {
        return Math.max(nowMillis, content.wheel.nextMillis());
    }

    /** Whether the pool or a policy's budget is exceeded and {@link #evict} can help. */
    public boolean isOverBudget() {
        return pool().isOverBudget();
    }

    /**
     * Frees memory until the pool and every budget are kept, or {@code limit} values went. Victims become EVICTED marks,
     * which are returned for the other replicas to be told. (A victim whose time was over anyway becomes an EXPIRED mark
     * and is not returned: every replica knows by itself.) When values cannot free enough, the oldest marks are cut.
     *
     * @param ledSlots the slots that this node leads: victims are preferably taken from them. A replica's copy looks cold
     *     because reads go to the primary
     */
    public List<Entry> evict(IntPredicate ledSlots, long nowMillis, int limit) {
        List<Entry> evicted = new ArrayList<>();
        if (!pool().isOverBudget()) {
            return evicted;
        }
        IntPredicate isLed = handle -> ledSlots.test(content.slotNumber(handle));
        for (int i = 0; i < limit; i++) {
            cutMarks(true);
            int handle = pool().victim(isLed);
            if (handle == Links.NONE) {
                cutMarks(false);
                break;
            }
            Entry entry = columns.get(handle);
            if (entry.isExpiredAt(nowMillis)) {
                expire(handle, entry, nowMillis);
            } else {
                Entry mark = entry.goneBy(Removal.EVICTED);
                count(Removal.EVICTED, 1);
                pool().usage(columns.policy(handle)).evictions++;
                content.replace(handle, entry, mark, nowMillis);
                evicted.add(mark);
                observedGone(entry, Removal.EVICTED);
            }
            dropSurplusMarks();
        }
        return evicted;
    }

    /**
     * XOR of {@link Entry#digest} over the entries of the slot whose policy keeps at least so many copies.
     *
     * @param copies from 1 to {@link Limits#MAX_REPLICAS}
     */
    public long digest(int slot, int copies) {
        require(copies >= 1 && copies <= Limits.MAX_REPLICAS, "copies must be from 1 to " + Limits.MAX_REPLICAS);
        return content.slot(slot) == null ? 0 : content.slot(slot).digests().of(copies);
    }

    /** Values in the slot, including those whose time is over but that are not reaped yet. */
    public int count(int slot) {
        return content.slot(slot) == null ? 0 : content.slot(slot).values;
    }

    /** Entries in the slot: values and marks. */
    public int size(int slot) {
        return content.slot(slot) == null ? 0 : content.slot(slot).size();
    }

    /** Accounted bytes of the slot, values and marks. */
    public long bytes(int slot) {
        return content.slot(slot) == null ? 0 : content.slot(slot).bytes;
    }

    /** What changed in the slot since this was last called: from now on it counts as saved. Null: nothing. */
    public SlotChanges takeChanges(int slot) {
        SlotTable table = content.slot(slot);
        return table == null || !table.isChanged ? null : content.unsaved.take(table, slot);
    }

    /** What was saved of the slot is not there any more, or is to be written anew: all of it counts as changed. */
    public void changedWhole(int slot) {
        if (content.slot(slot) != null) {
            content.unsaved.changedWhole(content.slot(slot));
        }
    }

    /** All entries of the slot, values and marks, in no particular order. The store must not be changed meanwhile. */
    public void forEach(int slot, Consumer<Entry> each) {
        if (content.slot(slot) != null) {
            content.slot(slot).forEach(handle -> each.accept(columns.get(handle)));
        }
    }

    /** The keys of the slot that have a readable value, in no particular order. The store must not be changed meanwhile. */
    public void forEachKey(int slot, long nowMillis, Consumer<Key> each) {
        if (content.slot(slot) != null) {
            content.slot(slot).forEach(handle -> {
                if (columns.isReadableAt(handle, nowMillis)) {
                    each.accept(columns.key(handle));
                }
            });
        }
    }

    /** The first {@code limit} keys of the slot, in order, that pass and have a readable value. */
    public List<Key> keys(int slot, int limit, Predicate<Key> filter, long nowMillis) {
        require(limit > 0, "limit must be positive");
        PriorityQueue<Key> first = new PriorityQueue<>(Comparator.reverseOrder());
        forEach(slot, entry -> {
            if (entry.isReadableAt(nowMillis) && filter.test(entry.key())) {
                first.add(entry.key());
                if (first.size() > limit) {
                    first.remove();
                }
            }
        });
        List<Key> keys = new ArrayList<>(first);
        Collections.sort(keys);
        return keys;
    }

    /**
     * Forgets all of a slot, marks too.
     *
     * @param reason MOVED or LOST
     * @return how many values it held
     */
    public int drop(int slot, Removal reason) {
        require(reason == Removal.MOVED || reason == Removal.LOST, "a slot is dropped because it MOVED or is LOST");
        SlotTable table = content.slot(slot);
        if (table == null || table.size() == 0) {
            return 0;
        }
        int values = table.values;
        content.unsaved.changedWhole(table);
        for (int handle : table.handles()) {
            Entry entry = observer.isWatching() ? columns.get(handle) : null;
            content.remove(handle);
            if (entry != null) {
                observedGone(entry, reason);
            }
        }
        count(reason, values);
        return values;
    }

    /**
     * Forgets one key, its mark too.
     *
     * @param reason MOVED or LOST
     */
    public void discard(Key key, Removal reason) {
        require(reason == Removal.MOVED || reason == Removal.LOST, "a key is discarded because it MOVED or is LOST");
        int handle = content.find(key);
        if (handle != Links.NONE) {
            Entry entry = observer.isWatching() ? columns.get(handle, key) : null;
            count(reason, columns.isGone(handle) ? 0 : 1);
            content.remove(handle);
            if (entry != null) {
                observedGone(entry, reason);
            }
        }
    }

    /** Adopts other policies: budgets, eviction orders and digests are counted again. O(entries). */
    public void adoptPolicies(PolicyTable policies, long nowMillis) {
        if (!policies.equals(pool().policies())) {
            content.adoptPolicies(policies);
        }
    }

    public StoreStats stats() {
        Map<Removal, Long> byReason = new EnumMap<>(Removal.class);
        for (Removal reason : Removal.values()) {
            byReason.put(reason, removals[reason.ordinal()]);
        }
        return new StoreStats(
                pool().values(),
                pool().marks().count(),
                pool().bytes(),
                pool().marks().bytes(),
                settings.poolBytes(),
                hits,
                misses,
                Collections.unmodifiableMap(byReason),
                marksCut,
                pool().stats());
    }

    /** Whether strong keys may take so many bytes more: everything else that can go would make room. */
    public boolean hasRoomForStrong(long bytes) {
        return pool().hasRoomForStrong(bytes);
    }

    /** Strong keys, which are kept elsewhere, took so many bytes more of the pool. */
    public void addStrong(long byBytes) {
        pool().addStrong(byBytes);
    }

    /** What strong keys take. */
    public long strongBytes() {
        return pool().strongBytes();
    }

    /** No value that is held has more bytes, nor had since the store was made. */
    public int largestValueBytes() {
        return columns.largestValueBytes();
    }

    /** Values that went for this reason so far. */
    public long removed(Removal reason) {
        return removals[reason.ordinal()];
    }

    /** The accounted bytes, counted entry by entry: must equal {@link StoreStats#bytes}. */
    public long recountBytes() {
        return content.recountBytes();
    }

    private Entry expire(int handle, Entry value, long nowMillis) {
        Entry mark = value.goneBy(Removal.EXPIRED);
        count(Removal.EXPIRED, 1);
        content.replace(handle, value, mark, nowMillis);
        observedGone(value, Removal.EXPIRED);
        return mark;
    }

    private void dropSurplusMarks() {
        for (int handle = pool().marks().surplusEvicted();
                handle != Links.NONE;
                handle = pool().marks().surplusEvicted()) {
            content.remove(handle);
            marksCut++;
        }
    }

    private void cutMarks(boolean toShareOnly) {
        while (pool().isOverPool()
                && pool().marks().count() > 0
                && (!toShareOnly || pool().marks().isOverShare())) {
            content.remove(pool().marks().leastNeeded());
            marksCut++;
        }
    }

    private static Removal reasonFor(Entry value, Entry by, long nowMillis) {
        if (value.isExpiredAt(nowMillis)) {
            return Removal.EXPIRED;
        }
        return by.isGone() ? by.gone() : Removal.REPLACED;
    }

    private void count(Removal reason, int values) {
        removals[reason.ordinal()] += values;
    }

    private MemoryPool pool() {
        return content.pool();
    }
}
