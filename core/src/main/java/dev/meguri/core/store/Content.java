package dev.meguri.core.store;

import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClearKey;
import dev.meguri.core.ring.Key;
import dev.meguri.core.version.Version;

/**
 * What a shard holds, and everything that is counted or ordered by it: slot tables, digests, the pool, the timing wheel.
 * All changes go through {@link #insert}, {@link #replace} and {@link #remove}, which keep them in step.
 */
final class Content {
    private final StoreSettings settings;
    private final int slotCount;
    private final SlotTable[] slots;
    private final FrequencySketch sketch = new FrequencySketch();
    private final SplitMix random;
    final EntryColumns columns = new EntryColumns();
    final Unsaved unsaved = new Unsaved(columns);
    final TimingWheel wheel = new TimingWheel(this::dueMillis);
    private MemoryPool pool;

    Content(StoreSettings settings, int slotCount, PolicyTable policies) {
        this.settings = settings;
        this.slotCount = slotCount;
        slots = new SlotTable[slotCount];
        random = new SplitMix(settings.seed());
        pool = newPool(policies);
    }

    MemoryPool pool() {
        return pool;
    }

    int slotCount() {
        return slotCount;
    }

    /** Null where the slot was never used. */
    SlotTable slot(int slot) {
        return slots[slot];
    }

    int find(Key key) {
        SlotTable slot = slots[key.slot(slotCount)];
        return slot == null ? Links.NONE : slot.find(key);
    }

    /**
     * Looks at what operations on these keys will look at, for all keys step by step: memory that is far away is waited for once
     * a step, and not once a key and step.
     *
     * @return of no meaning; but that it is computed makes the looking happen
     */
    int glance(Key[] keys, int count, int[] handles) {
        int seen = 0;
        for (int i = 0; i < count; i++) {
            SlotTable slot = slots[keys[i].slot(slotCount)];
            seen += slot == null ? 0 : slot.atHomeOf(keys[i]);
        }
        for (int i = 0; i < count; i++) {
            SlotTable slot = slots[keys[i].slot(slotCount)];
            handles[i] = slot == null ? Links.NONE : slot.findLikely(keys[i]);
        }
        for (int i = 0; i < count; i++) {
            seen += handles[i] == Links.NONE ? 0 : columns.glance(handles[i]);
        }
        return seen;
    }

    /** The entry of a key that is not there yet. */
    void insert(Entry entry, long nowMillis) {
        int handle = add(entry, nowMillis);
        unsaved.changed(slotOf(entry), handle);
    }

    /** As {@link #insert}, and the snapshot has it already. */
    void insertSaved(Entry entry, long nowMillis) {
        unsaved.saved(add(entry, nowMillis));
    }

    private int add(Entry entry, long nowMillis) {
        int number = entry.key().slot(slotCount);
        if (slots[number] == null) {
            slots[number] = new SlotTable(columns);
        }
        int handle = columns.add(entry, pool.policies().indexOf(entry.key()));
        slots[number].insert(handle);
        pool.add(handle);
        account(handle, entry, 1);
        schedule(handle, entry, nowMillis);
        noteClear(slots[number], entry);
        return handle;
    }

    private static void noteClear(SlotTable slot, Entry entry) {
        boolean newest = slot.cleared == null || entry.version().isNewerThan(slot.cleared);
        if (entry.gone() == Removal.DELETED && newest && ClearKey.is(entry.key())) {
            slot.cleared = entry.version();
        }
    }

    /** A mark goes: what it kept away may come again. */
    private void forgetClear(SlotTable slot, Entry entry) {
        if (entry.version().equals(slot.cleared) && ClearKey.is(entry.key())) {
            slot.cleared = null;
            slot.forEach(handle -> noteClear(slot, columns.get(handle)));
        }
    }

    /** Until when the key's slot was cleared; null: it was not. */
    Version cleared(Key key) {
        SlotTable slot = slots[key.slot(slotCount)];
        return slot == null ? null : slot.cleared;
    }

    /** Another entry of the same key; {@code before} is what is there. */
    void replace(int handle, Entry before, Entry entry, long nowMillis) {
        account(handle, before, -1);
        if (before.isGone() || entry.isGone()) {
            pool.remove(handle);
            columns.set(handle, entry);
            pool.add(handle);
        } else {
            int bytesBefore = columns.bytes(handle);
            columns.set(handle, entry);
            pool.replaced(handle, bytesBefore);
        }
        account(handle, entry, 1);
        unsaved.changed(slotOf(entry), handle);
        schedule(handle, entry, nowMillis);
        noteClear(slotOf(entry), entry);
    }

    void remove(int handle) {
        if (wheel.isScheduled(handle)) {
            wheel.cancel(handle);
        }
        Entry entry = columns.get(handle);
        account(handle, entry, -1);
        pool.remove(handle);
        slotOf(entry).remove(handle);
        unsaved.removed(slotOf(entry), entry.key());
        columns.remove(handle);
        forgetClear(slotOf(entry), entry);
    }

    /** Counts everything again under other policies; orders of eviction stay as far as they can. */
    void adoptPolicies(PolicyTable policies) {
        MemoryPool before = pool;
        pool = newPool(policies);
        pool.addStrong(before.strongBytes());
        pool.inherit(before);
        for (SlotTable slot : slots) {
            if (slot != null) {
                slot.digests().clear();
            }
        }
        before.forEachInOrder(this::readmit);
        for (int handle = 0; handle < columns.limit(); handle++) {
            if (columns.isUsed(handle) && !before.isInOrder(handle)) {
                readmit(handle);
            }
        }
    }

    private void readmit(int handle) {
        Entry entry = columns.get(handle);
        columns.setPolicy(handle, pool.policies().indexOf(entry.key()));
        columns.setSegment(handle, 0);
        pool.admit(handle);
        slotOf(entry).digests().toggle(replicas(handle), entry.digest());
    }

    /** The accounted bytes, counted entry by entry. */
    long recountBytes() {
        long bytes = 0;
        for (SlotTable slot : slots) {
            if (slot != null) {
                for (int handle : slot.handles()) {
                    bytes += columns.bytes(handle);
                }
            }
        }
        return bytes;
    }

    /** When a value turns into a mark, or a mark may be dropped; never: {@link Long#MAX_VALUE}. */
    long dueMillis(Entry entry) {
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

    private long dueMillis(int handle) {
        return dueMillis(columns.get(handle));
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

    private void account(int handle, Entry entry, int sign) {
        SlotTable slot = slotOf(entry);
        slot.bytes += (long) sign * columns.bytes(handle);
        slot.values += entry.isGone() ? 0 : sign;
        slot.digests().toggle(replicas(handle), entry.digest());
    }

    private SlotTable slotOf(Entry entry) {
        return slots[entry.key().slot(slotCount)];
    }

    /** The slot of an entry that is held. */
    int slotNumber(int handle) {
        return columns.key(handle).slot(slotCount);
    }

    private int replicas(int handle) {
        return pool.usage(columns.policy(handle)).policy.replicas();
    }

    private MemoryPool newPool(PolicyTable policies) {
        return new MemoryPool(settings, policies, columns, sketch, random);
    }
}
