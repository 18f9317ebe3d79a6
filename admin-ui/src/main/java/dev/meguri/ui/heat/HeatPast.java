package dev.meguri.ui.heat;

import java.util.List;

/**
 * One metric over time.
 *
 * @param keptMillis how far back looks are kept
 * @param times of the looks that are kept, the oldest first
 * @param ranges for each of {@code times}: one number per {@code rangeSlots} slots, of the cluster
 */
record HeatPast(String metric, int rangeSlots, long keptMillis, List<Long> times, List<float[]> ranges) {
    static HeatPast of(List<HeatFrame> frames, HeatMetric metric) {
        return new HeatPast(
                metric.wire(),
                HeatFrame.RANGE_SLOTS,
                HeatHistory.COARSE * HeatHistory.COARSE_MILLIS,
                frames.stream().map(HeatFrame::atMillis).toList(),
                frames.stream()
                        .map(frame -> HeatView.hundredths(frame.rangesOfCluster(metric)))
                        .toList());
    }
}
