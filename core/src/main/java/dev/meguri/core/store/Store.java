package dev.meguri.core.store;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * The memory of one shard: the newest entry of every key it holds, value or mark. Replicas that merged the same entries
 * hold the same, in whatever order they came.
 *
 * <p>Owned by its shard, one thread. It has no clock: what needs the time is told it, in milliseconds since 1970. It
 * neither reaps nor evicts by itself: the shard calls {@link #reap} when {@link #nextReapMillis} says so, and
 * {@link #evict} after writes while {@link #isOverBudget}.
 */
public final class Store {
    private static final int REASONS = Removal.values().length;

    private final StoreSettings settings;
    private final int slotCount;
    private final SlotTable[] slots;
    private final EntryColumns columns = new EntryColumns();
    private final FrequencySketch sketch = new FrequencySketch();
    private final SplitMix random;
    private final TimingWheel wheel = new TimingWheel(handle -> dueMillis(entryOf(handle)));
    private final long[] removals = new long[REASONS];
    private MemoryPool pool;
    private long hits;
    private long misses;
    private long marksCut;
    /** Grows with every change of the content; the slots keep the number of their last one. */
    private long changes;

    /** @param slotCount slots of the cluster, a power of two; a slot costs nothing until it is used */
    public Store(StoreSettings settings, int slotCount, PolicyTable policies) {
        require(slotCount > 0 && Integer.bitCount(slotCount) == 1, "slotCount must be a power of two");
        this.settings = settings;
        this.slotCount = slotCount;
        slots = new SlotTable[slotCount];
        random = new SplitMix(settings.seed());
        pool = newPool(policies);
    }

    /** What is held for the key: a value (perhaps expired but not yet reaped), a mark, or null. Counts nothing. */
    public Entry peek(Key key) {
        SlotTable slot = slots[key.slot(slotCount)];
        int handle = slot == null ? Links.NONE : slot.find(key);
        return handle == Links.NONE ? null : columns.get(handle);
    }

    /** As {@link #peek}, and counts: a hit when the value is readable now, else a miss. A hit makes the value warmer. */
    public Entry read(Key key, long nowMillis) {
        SlotTable slot = slots[key.slot(slotCount)];
        int handle = slot == null ? Links.NONE : slot.find(key);
        Entry entry = handle == Links.NONE ? null : columns.get(handle);
        if (entry != null && entry.isReadableAt(nowMillis)) {
            hits++;
            pool.hit(handle);
        } else {
            misses++;
            pool.miss(key);
        }
        return entry;
    }

    /** Why the key has no value: the reason of its mark; null when a value or nothing is held. */
    public Removal whyGone(Key key) {
        Entry entry = peek(key);
        return entry == null ? null : entry.gone();
    }

    /**
     * Takes the entry if it is newer than what is held. A mark whose grace is over is not kept: it only takes away an older
     * value, if there is one.
     */
    public MergeOutcome merge(Entry entry, long nowMillis) {
        Key key = entry.key();
        SlotTable slot = slotOf(key);
        int handle = slot.find(key);
        Entry before = handle == Links.NONE ? null : columns.get(handle);
        if (!entry.supersedes(before)) {
            return MergeOutcome.ALREADY;
        }
        boolean replacesValue = before != null && !before.isGone();
        if (entry.isGone() && dueMillis(entry) <= nowMillis) {
            if (!replacesValue) {
                return MergeOutcome.ALREADY;
            }
            count(reasonFor(before, entry, nowMillis), 1);
            remove(handle);
            return MergeOutcome.APPLIED;
        }
        if (before == null) {
            insert(slot, entry, nowMillis);
        } else {
            if (replacesValue) {
                count(reasonFor(before, entry, nowMillis), 1);
            }
            replace(handle, before, entry, nowMillis);
        }
        dropSurplusMarks();
        return MergeOutcome.APPLIED;
    }

    /**
     * Whether a write of this entry keeps within the limits. False where the policy's eviction is {@code none} and its
     * budget, or what eviction cannot free of the pool, would be exceeded, counting what the entry replaces; and false for
     * an entry that alone is larger than the budget or the pool. Marks always have room.
     */
    public boolean hasRoomFor(Entry entry) {
        return pool.hasRoomFor(entry, peek(entry.key()));
    }

    /**
     * Turns values whose time is over into EXPIRED marks, which it returns, and drops marks whose grace is over. Looks at
     * no more than {@code limit} entries; {@link #nextReapMillis} tells whether more is waiting.
     */
    public List<Entry> reap(long nowMillis, int limit) {
        List<Entry> expired = new ArrayList<>();
        wheel.startTurn();
        for (int handle = wheel.poll(nowMillis, limit); handle != Links.NONE; handle = wheel.poll(nowMillis, limit)) {
            Entry entry = columns.get(handle);
            if (entry.isGone()) {
                remove(handle);
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
        return Math.max(nowMillis, wheel.nextMillis());
    }

    /** Whether the pool or a policy's budget is exceeded and {@link #evict} can help. */
    public boolean isOverBudget() {
        return pool.isOverBudget();
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
        if (!pool.isOverBudget()) {
            return evicted;
        }
        IntPredicate isLed = handle -> ledSlots.test(columns.get(handle).key().slot(slotCount));
        for (int i = 0; i < limit; i++) {
            cutMarks(true);
            int handle = pool.victim(isLed);
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
                pool.usage(columns.policy(handle)).evictions++;
                replace(handle, entry, mark, nowMillis);
                evicted.add(mark);
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
        return slots[slot] == null ? 0 : slots[slot].digest(copies);
    }

    /** Values in the slot, including those whose time is over but that are not reaped yet. */
    public int count(int slot) {
        return slots[slot] == null ? 0 : slots[slot].values;
    }

    /** Entries in the slot: values and marks. */
    public int size(int slot) {
        return slots[slot] == null ? 0 : slots[slot].size();
    }

    /** Accounted bytes of the slot, values and marks. */
    public long bytes(int slot) {
        return slots[slot] == null ? 0 : slots[slot].bytes;
    }

    /** Grows with each change of the slot's content; 0: never changed. */
    public long lastChange(int slot) {
        return slots[slot] == null ? 0 : slots[slot].lastChange;
    }

    /** All entries of the slot, values and marks, in no particular order. The store must not be changed meanwhile. */
    public void forEach(int slot, Consumer<Entry> each) {
        if (slots[slot] != null) {
            slots[slot].forEach(handle -> each.accept(columns.get(handle)));
        }
    }

    /** The first {@code limit} keys of the slot, in order, that begin with the prefix and have a readable value. */
    public List<Key> keys(int slot, int limit, byte[] prefix, long nowMillis) {
        require(limit > 0, "limit must be positive");
        PriorityQueue<Key> first = new PriorityQueue<>(Comparator.reverseOrder());
        forEach(slot, entry -> {
            if (entry.isReadableAt(nowMillis) && startsWith(entry.key().bytes(), prefix)) {
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
        SlotTable table = slots[slot];
        if (table == null || table.size() == 0) {
            return 0;
        }
        int values = table.values;
        for (int handle : table.handles()) {
            remove(handle);
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
        SlotTable slot = slots[key.slot(slotCount)];
        int handle = slot == null ? Links.NONE : slot.find(key);
        if (handle != Links.NONE) {
            count(reason, columns.get(handle).isGone() ? 0 : 1);
            remove(handle);
        }
    }

    /** Adopts other policies: budgets, eviction orders and digests are counted again. O(entries). */
    public void adoptPolicies(PolicyTable policies, long nowMillis) {
        if (policies.equals(pool.policies())) {
            return;
        }
        MemoryPool before = pool;
        pool = newPool(policies);
        for (int i = 0; i < policies.all().size(); i++) {
            String prefix = policies.all().get(i).prefix();
            for (int j = 0; j < before.policies().all().size(); j++) {
                if (before.policies().all().get(j).prefix().equals(prefix)) {
                    pool.usage(i).inherit(before.usage(j));
                }
            }
        }
        for (SlotTable slot : slots) {
            if (slot != null) {
                slot.clearDigests();
            }
        }
        before.forEachInOrder(this::readmit);
        for (int handle = 0; handle < columns.limit(); handle++) {
            if (columns.get(handle) != null && !before.isInOrder(handle)) {
                readmit(handle);
            }
        }
    }

    private void readmit(int handle) {
        Entry entry = columns.get(handle);
        int policy = pool.policies().indexOf(entry.key());
        columns.setPolicy(handle, policy);
        pool.add(handle, entry);
        slotOf(entry.key()).toggleDigest(replicas(policy), entry.digest());
    }

    public StoreStats stats() {
        Map<Removal, Long> byReason = new EnumMap<>(Removal.class);
        for (Removal reason : Removal.values()) {
            byReason.put(reason, removals[reason.ordinal()]);
        }
        return new StoreStats(
                pool.values(),
                pool.marks().count(),
                pool.bytes(),
                pool.marks().bytes(),
                settings.poolBytes(),
                hits,
                misses,
                Collections.unmodifiableMap(byReason),
                marksCut,
                pool.stats());
    }

    /** The accounted bytes, counted entry by entry: must equal {@link StoreStats#bytes}. */
    public long recountBytes() {
        long[] sum = new long[1];
        for (int slot = 0; slot < slotCount; slot++) {
            forEach(slot, entry -> sum[0] += EntryBytes.of(entry));
        }
        return sum[0];
    }

    private void insert(SlotTable slot, Entry entry, long nowMillis) {
        int handle = columns.add(entry, pool.policies().indexOf(entry.key()));
        slot.insert(handle);
        pool.add(handle, entry);
        account(slot, handle, entry, 1);
        schedule(handle, entry, nowMillis);
    }

    private void replace(int handle, Entry before, Entry entry, long nowMillis) {
        SlotTable slot = slotOf(entry.key());
        account(slot, handle, before, -1);
        if (before.isGone() || entry.isGone()) {
            pool.remove(handle, before);
            columns.set(handle, entry);
            pool.add(handle, entry);
        } else {
            columns.set(handle, entry);
            pool.replace(handle, before, entry);
        }
        account(slot, handle, entry, 1);
        schedule(handle, entry, nowMillis);
    }

    private void remove(int handle) {
        Entry entry = columns.get(handle);
        SlotTable slot = slotOf(entry.key());
        if (wheel.isScheduled(handle)) {
            wheel.cancel(handle);
        }
        account(slot, handle, entry, -1);
        pool.remove(handle, entry);
        slot.remove(handle);
        columns.remove(handle);
    }

    private Entry expire(int handle, Entry value, long nowMillis) {
        Entry mark = value.goneBy(Removal.EXPIRED);
        count(Removal.EXPIRED, 1);
        replace(handle, value, mark, nowMillis);
        return mark;
    }

    private void account(SlotTable slot, int handle, Entry entry, int sign) {
        slot.bytes += (long) sign * EntryBytes.of(entry);
        slot.values += entry.isGone() ? 0 : sign;
        slot.toggleDigest(replicas(columns.policy(handle)), entry.digest());
        slot.lastChange = ++changes;
    }

    private void schedule(int handle, Entry entry, long nowMillis) {
        if (wheel.isScheduled(handle)) {
            wheel.cancel(handle);
        }
        long due = dueMillis(entry);
        if (due != Long.MAX_VALUE) {
            wheel.schedule(handle, due, nowMillis);
        }
    }

    /** When a value turns into a mark, or a mark may be dropped; never: {@link Long#MAX_VALUE}. */
    private long dueMillis(Entry entry) {
        return switch (entry.gone()) {
            case null -> entry.expireAtMillis() == 0 ? Long.MAX_VALUE : entry.expireAtMillis();
            case EVICTED -> Long.MAX_VALUE;
            case EXPIRED, DELETED ->
                entry.goneSinceMillis() > Long.MAX_VALUE - settings.graceMillis()
                        ? Long.MAX_VALUE
                        : entry.goneSinceMillis() + settings.graceMillis();
            case REPLACED, MOVED, LOST -> throw new IllegalStateException("not a mark: " + entry.gone());
        };
    }

    private void dropSurplusMarks() {
        for (int handle = pool.marks().surplusEvicted();
                handle != Links.NONE;
                handle = pool.marks().surplusEvicted()) {
            remove(handle);
            marksCut++;
        }
    }

    private void cutMarks(boolean toShareOnly) {
        while (pool.isOverPool()
                && pool.marks().count() > 0
                && (!toShareOnly || pool.marks().isOverShare())) {
            remove(pool.marks().leastNeeded());
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

    private MemoryPool newPool(PolicyTable policies) {
        return new MemoryPool(settings, policies, columns, sketch, random);
    }

    private int replicas(int policy) {
        return pool.usage(policy).policy.replicas();
    }

    private Entry entryOf(int handle) {
        return columns.get(handle);
    }

    private SlotTable slotOf(Key key) {
        int slot = key.slot(slotCount);
        if (slots[slot] == null) {
            slots[slot] = new SlotTable(columns);
        }
        return slots[slot];
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length
                && java.util.Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}
