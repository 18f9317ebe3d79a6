package dev.meguri.ui.performance;

import java.util.List;
import java.util.Map;

/**
 * Samples of a window, for the charts.
 *
 * @param stepMillis what one of {@code times} stands for
 * @param fineMillis for how long every second is kept; {@code coarseMillis}: every quarter of a minute
 * @param grafana the address of the Grafana dashboard; null: this server knows of none
 * @param series by name, and by metric; parallel to {@code times}, null where nothing is known
 */
record PerformanceView(
        String scope,
        long fromMillis,
        long toMillis,
        long stepMillis,
        long fineMillis,
        long coarseMillis,
        String grafana,
        List<Long> times,
        Map<String, Map<String, List<Float>>> series) {}
