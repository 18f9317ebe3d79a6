package dev.meguri.ui.heat;

import dev.meguri.api.cache.SlotStats.HotKey;
import dev.meguri.ui.heat.HeatMetric.Fold;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One look at all slots.
 *
 * @param intervalMillis what rates are averaged over; 0: no rates are known yet
 * @param nodes that answered, by name
 * @param missing those that should have and did not
 * @param slots by metric: one number per slot
 * @param ranges by metric: for each of {@code nodes} one number per {@value #RANGE_SLOTS} slots, of the copies and clients
 *     that the node has
 */
record HeatFrame(
        long atMillis,
        long intervalMillis,
        List<String> nodes,
        List<String> missing,
        Map<HeatMetric, Column> slots,
        Map<HeatMetric, float[][]> ranges,
        List<HotKey> hotKeys) {
    static final int RANGE_SLOTS = 256;

    /** As it is kept: rounded, without what only the newest one tells. */
    HeatFrame rounded() {
        Map<HeatMetric, Column> columns = new EnumMap<>(HeatMetric.class);
        slots.forEach((metric, column) -> columns.put(metric, column.rounded()));
        return new HeatFrame(atMillis, intervalMillis, nodes, missing, columns, ranges, List.of());
    }

    boolean isRounded() {
        return slots.get(HeatMetric.KEYS).isRounded();
    }

    /** One number per {@value #RANGE_SLOTS} slots, of the cluster. */
    float[] rangesOfCluster(HeatMetric metric) {
        Column column = slots.get(metric);
        float[] sums = new float[(column.size() + RANGE_SLOTS - 1) / RANGE_SLOTS];
        for (int slot = 0; slot < column.size(); slot++) {
            sums[slot / RANGE_SLOTS] += column.get(slot);
        }
        return sums;
    }

    /** Null: nothing is asked for. */
    HeatSampler.Hottest hottest() {
        Column reads = slots.get(HeatMetric.READS);
        Column writes = slots.get(HeatMetric.WRITES);
        int hottest = -1;
        double most = 0;
        double all = 0;
        for (int slot = 0; slot < reads.size(); slot++) {
            double operations = reads.get(slot) + writes.get(slot);
            all += operations;
            if (operations > most) {
                most = operations;
                hottest = slot;
            }
        }
        if (hottest < 0) {
            return null;
        }
        for (HotKey hot : hotKeys) {
            if (hot.slot() == hottest) {
                return new HeatSampler.Hottest(
                        hottest, most, most / all, hot.key(), (double) hot.met() / hot.metInSlot());
            }
        }
        return new HeatSampler.Hottest(hottest, most, most / all, null, 0);
    }

    /** Several, oldest first, as one: what is held as in the last one, rates on average, moves in sum. */
    static HeatFrame folded(List<HeatFrame> frames) {
        HeatFrame last = frames.getLast();
        Map<HeatMetric, Column> slots = new EnumMap<>(HeatMetric.class);
        Map<HeatMetric, float[][]> ranges = new EnumMap<>(HeatMetric.class);
        for (HeatMetric metric : HeatMetric.values()) {
            float[] sums = new float[last.slots.get(metric).size()];
            float[][] ofNodes = new float[last.nodes.size()]
                    [last.ranges.get(metric).length == 0 ? 0 : last.ranges.get(metric)[0].length];
            List<HeatFrame> counted = metric.fold() == Fold.LAST ? List.of(last) : frames;
            float share = metric.fold() == Fold.MEAN ? 1f / frames.size() : 1f;
            for (HeatFrame frame : counted) {
                add(sums, frame.slots.get(metric), share);
                for (int node = 0; node < ofNodes.length; node++) {
                    int there = frame.nodes.indexOf(last.nodes.get(node));
                    if (there >= 0) {
                        add(ofNodes[node], Column.of(frame.ranges.get(metric)[there]), share);
                    }
                }
            }
            slots.put(metric, Column.of(sums).rounded());
            ranges.put(metric, ofNodes);
        }
        long interval = frames.stream().mapToLong(HeatFrame::intervalMillis).sum();
        return new HeatFrame(last.atMillis, interval, last.nodes, last.missing, slots, ranges, List.of());
    }

    private static void add(float[] sums, Column values, float share) {
        for (int i = 0; i < Math.min(sums.length, values.size()); i++) {
            sums[i] += values.get(i) * share;
        }
    }

    @Override
    public String toString() {
        return "HeatFrame[at " + atMillis + ", nodes " + nodes + ", missing " + missing + ", slots "
                + Arrays.toString(slots.keySet().toArray()) + "]";
    }
}
