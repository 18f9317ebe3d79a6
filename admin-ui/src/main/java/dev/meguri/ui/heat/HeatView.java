package dev.meguri.ui.heat;

import dev.meguri.api.cache.SlotStats.HotKey;
import java.util.List;

/**
 * One metric of one look, for the page.
 *
 * @param atMillis when the look was; null: there was none yet
 * @param ageMillis how long ago, when this was answered
 * @param intervalMillis what rates are averaged over; 0: they are not known yet
 * @param everyMillis how often the nodes are looked at
 * @param rounded whether the numbers are within half a percent only
 * @param missing nodes that did not answer, so that their part is not in it
 * @param slots one number per slot
 * @param nodeRanges for each of {@code nodes}: one number per {@code rangeSlots} slots
 * @param hotKeys empty but for the newest look
 */
record HeatView(
        String metric,
        Long atMillis,
        Long ageMillis,
        long intervalMillis,
        long everyMillis,
        boolean rounded,
        int rangeSlots,
        List<String> nodes,
        List<String> missing,
        float[] slots,
        float[][] nodeRanges,
        List<HotKey> hotKeys) {
    static HeatView of(HeatFrame frame, HeatMetric metric, long nowMillis) {
        if (frame == null) {
            return new HeatView(
                    metric.wire(),
                    null,
                    null,
                    0,
                    HeatSampler.EVERY_MILLIS,
                    false,
                    HeatFrame.RANGE_SLOTS,
                    List.of(),
                    List.of(),
                    new float[0],
                    new float[0][],
                    List.of());
        }
        Column column = frame.slots().get(metric);
        float[] slots = new float[column.size()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = hundredths(column.get(i));
        }
        float[][] ranges = frame.ranges().get(metric);
        float[][] nodeRanges = new float[ranges.length][];
        for (int node = 0; node < ranges.length; node++) {
            nodeRanges[node] = hundredths(ranges[node]);
        }
        return new HeatView(
                metric.wire(),
                frame.atMillis(),
                Math.max(0, nowMillis - frame.atMillis()),
                frame.intervalMillis(),
                HeatSampler.EVERY_MILLIS,
                frame.isRounded(),
                HeatFrame.RANGE_SLOTS,
                frame.nodes(),
                frame.missing(),
                slots,
                nodeRanges,
                frame.hotKeys());
    }

    static float[] hundredths(float[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = hundredths(values[i]);
        }
        return rounded;
    }

    private static float hundredths(float value) {
        return value > 1e6f ? (float) Math.rint(value) : Math.round(value * 100) / 100f;
    }
}
