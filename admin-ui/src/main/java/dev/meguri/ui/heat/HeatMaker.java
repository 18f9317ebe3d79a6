package dev.meguri.ui.heat;

import dev.meguri.api.cache.SlotStats;
import dev.meguri.api.cache.SlotStats.HotKey;
import dev.meguri.ui.cluster.RingPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a frame of what the nodes answered, and remembers it: rates are differences to the look before. Pure but for that; one
 * thread at a time.
 */
final class HeatMaker {
    private static final int MAX_HOT_KEYS = SlotStats.MAX_HOT_KEYS;

    private final Map<String, SlotStats> before = new HashMap<>();
    private SlotLists listsBefore;

    /**
     * @param missing nodes that did not answer
     * @param ring null: none is known
     */
    HeatFrame next(long atMillis, List<SlotStats> answers, List<String> missing, RingPicture ring) {
        List<SlotStats> looks =
                answers.stream().sorted(Comparator.comparing(SlotStats::nodeId)).toList();
        int slotCount = looks.isEmpty() ? 0 : looks.getFirst().slotCount();
        int rangeCount = (slotCount + HeatFrame.RANGE_SLOTS - 1) / HeatFrame.RANGE_SLOTS;
        Map<HeatMetric, float[]> slots = new EnumMap<>(HeatMetric.class);
        Map<HeatMetric, float[][]> ranges = new EnumMap<>(HeatMetric.class);
        for (HeatMetric metric : HeatMetric.values()) {
            slots.put(metric, new float[slotCount]);
            ranges.put(metric, new float[looks.size()][rangeCount]);
        }
        long interval = 0;
        for (int node = 0; node < looks.size(); node++) {
            interval = Math.max(interval, add(looks.get(node), node, slots, ranges));
        }
        addMoves(looks, ring, slots.get(HeatMetric.MOVES), ranges.get(HeatMetric.MOVES));
        Map<HeatMetric, Column> columns = new EnumMap<>(HeatMetric.class);
        slots.forEach((metric, values) -> columns.put(metric, Column.of(values)));
        looks.forEach(look -> before.put(look.nodeId(), look));
        before.keySet()
                .removeIf(nodeId ->
                        looks.stream().noneMatch(look -> look.nodeId().equals(nodeId)) && !missing.contains(nodeId));
        return new HeatFrame(
                atMillis,
                interval,
                looks.stream().map(SlotStats::nodeId).toList(),
                missing.stream().sorted().toList(),
                columns,
                ranges,
                hotKeys(looks));
    }

    /** @return what the node's rates are averaged over; 0: none is known */
    private long add(SlotStats look, int node, Map<HeatMetric, float[]> slots, Map<HeatMetric, float[][]> ranges) {
        SlotStats last = before.get(look.nodeId());
        boolean goesOn = last != null && last.uptimeMillis() <= look.uptimeMillis();
        // A process that was not seen before counts from its start on: known only where we saw the one before it.
        long elapsed = goesOn ? look.uptimeMillis() - last.uptimeMillis() : last != null ? look.uptimeMillis() : 0;
        float[] keys = slots.get(HeatMetric.KEYS);
        float[] bytes = slots.get(HeatMetric.BYTES);
        float[] reads = slots.get(HeatMetric.READS);
        float[] writes = slots.get(HeatMetric.WRITES);
        for (int slot = 0; slot < Math.min(keys.length, look.slotCount()); slot++) {
            int range = slot / HeatFrame.RANGE_SLOTS;
            keys[slot] = Math.max(keys[slot], look.keys()[slot]);
            bytes[slot] = Math.max(bytes[slot], look.bytes()[slot]);
            ranges.get(HeatMetric.KEYS)[node][range] += look.keys()[slot];
            ranges.get(HeatMetric.BYTES)[node][range] += look.bytes()[slot];
            if (elapsed > 0) {
                float read = rate(look.reads()[slot], goesOn ? last.reads()[slot] : 0, elapsed);
                float written = rate(look.writes()[slot], goesOn ? last.writes()[slot] : 0, elapsed);
                reads[slot] += read;
                writes[slot] += written;
                ranges.get(HeatMetric.READS)[node][range] += read;
                ranges.get(HeatMetric.WRITES)[node][range] += written;
            }
        }
        return elapsed;
    }

    private static float rate(long now, long then, long elapsedMillis) {
        return now < then ? 0 : (now - then) * 1000f / elapsedMillis;
    }

    private void addMoves(List<SlotStats> looks, RingPicture ring, float[] ofSlots, float[][] ofNodes) {
        if (ring == null) {
            return;
        }
        SlotLists lists = SlotLists.of(ring);
        for (int slot = 0; slot < Math.min(ofSlots.length, lists.slots()); slot++) {
            Set<String> moved = lists.moved(slot, listsBefore);
            if (moved.isEmpty()) {
                continue;
            }
            ofSlots[slot]++;
            for (int node = 0; node < looks.size(); node++) {
                if (moved.contains(looks.get(node).nodeId())) {
                    ofNodes[node][slot / HeatFrame.RANGE_SLOTS]++;
                }
            }
        }
        listsBefore = lists;
    }

    /** Of all nodes' samples, those that were met most often. */
    private static List<HotKey> hotKeys(List<SlotStats> looks) {
        Map<String, HotKey> byKey = new HashMap<>();
        for (SlotStats look : looks) {
            for (HotKey hot : look.hotKeys() == null ? List.<HotKey>of() : look.hotKeys()) {
                byKey.merge(
                        hot.key(),
                        hot,
                        (a, b) -> new HotKey(a.key(), a.slot(), a.met() + b.met(), a.metInSlot() + b.metInSlot()));
            }
        }
        List<HotKey> all = new ArrayList<>(byKey.values());
        all.sort(Comparator.comparingInt(HotKey::met).reversed().thenComparing(HotKey::key));
        return List.copyOf(all.subList(0, Math.min(MAX_HOT_KEYS, all.size())));
    }
}
