package dev.meguri.bench.report;

import dev.meguri.bench.duel.Figure;
import java.util.List;
import java.util.Map;

/**
 * What one bench came to.
 *
 * @param bench its name
 * @param date of the run, UTC, as 2026-01-31
 * @param machine as {@link Machine#describe}
 * @param skipped why there are no figures; empty when there are
 */
public record Section(
        String bench,
        String date,
        Map<String, String> machine,
        int rounds,
        double seconds,
        List<Figure> figures,
        String skipped) {}
