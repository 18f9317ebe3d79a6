package dev.meguri.core.hint;

import dev.meguri.core.ring.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hints of one shard: per replica one for each key, in the order of their age. Bounded in bytes; what does not fit is
 * refused. Keeping, finding and removing cost O(1).
 */
public final class HintBook {
    /** What a hint takes besides its key's bytes: the hint, its place in the map, and the key's own fields. */
    static final int OVERHEAD_BYTES = 160;

    private final class Lane {
        final LinkedHashMap<Key, Hint> byAge = new LinkedHashMap<>();
        /** How many there are of each of this shard's slots. */
        final int[] perSlot = new int[slotsOfShard];

        long bytes;
    }

    private final HintSettings settings;
    private final int shards;
    private final int slotsOfShard;
    private final Map<String, Lane> lanes = new TreeMap<>();
    private long bytes;
    private long size;

    HintBook(HintSettings settings, int slotCount, int shards) {
        this.settings = settings;
        this.shards = shards;
        this.slotsOfShard = slotCount / shards + 1;
    }

    /** In place of an older one of the key, if there is one. False: there is no room for it. */
    boolean keep(String target, Hint hint) {
        Lane lane = lanes.get(target);
        if (lane != null && lane.byAge.containsKey(hint.key())) {
            lane.byAge.remove(hint.key());
            lane.byAge.put(hint.key(), hint);
            return true;
        }
        long more = bytesOf(hint);
        long before = lane == null ? 0 : lane.bytes;
        if (before + more > settings.maxBytesPerTarget() || bytes + more > settings.maxBytes()) {
            return false;
        }
        if (lane == null) {
            lane = new Lane();
            lanes.put(target, lane);
        }
        lane.byAge.put(hint.key(), hint);
        lane.perSlot[hint.slot() / shards]++;
        count(lane, 1, more);
        return true;
    }

    /** False: it is not there (any more), or a newer one is in its place. */
    boolean remove(String target, Hint hint) {
        Lane lane = lanes.get(target);
        if (lane == null || lane.byAge.get(hint.key()) != hint) {
            return false;
        }
        lane.byAge.remove(hint.key());
        lane.perSlot[hint.slot() / shards]--;
        count(lane, -1, -bytesOf(hint));
        if (lane.byAge.isEmpty()) {
            lanes.remove(target);
        }
        return true;
    }

    private void count(Lane lane, int hints, long delta) {
        lane.bytes += delta;
        bytes += delta;
        size += hints;
    }

    /** The replicas for which something is kept, by name. */
    List<String> targets() {
        return new ArrayList<>(lanes.keySet());
    }

    /** The oldest first. Not to be changed meanwhile. */
    Collection<Hint> of(String target) {
        Lane lane = lanes.get(target);
        return lane == null ? List.of() : lane.byAge.values();
    }

    boolean has(String target, int slot) {
        Lane lane = lanes.get(target);
        return lane != null && lane.perSlot[slot / shards] > 0;
    }

    boolean has(String target) {
        return lanes.containsKey(target);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public long size() {
        return size;
    }

    public long bytes() {
        return bytes;
    }

    /** When the oldest was kept, by the steady clock; {@link Long#MAX_VALUE}: there is none. */
    public long oldestMillis() {
        long oldest = Long.MAX_VALUE;
        for (Lane lane : lanes.values()) {
            for (Hint hint : lane.byAge.values()) {
                oldest = Math.min(oldest, hint.keptMillis());
                break;
            }
        }
        return oldest;
    }

    /** What one replica's hints take. */
    public long bytes(String target) {
        Lane lane = lanes.get(target);
        return lane == null ? 0 : lane.bytes;
    }

    /** Counted anew, for checkers: equals {@link #bytes()}. */
    public long recountBytes() {
        long sum = 0;
        for (Lane lane : lanes.values()) {
            for (Hint hint : lane.byAge.values()) {
                sum += bytesOf(hint);
            }
        }
        return sum;
    }

    private static long bytesOf(Hint hint) {
        return OVERHEAD_BYTES + hint.key().length();
    }
}
