package dev.meguri.ui.performance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is kept of the samples: an hour second by second, and six hours by quarters of a minute. No more than {@value #MAX_SERIES}
 * series, which take 20 KiB each, 30 MiB in all; what would be more is not kept. Any thread.
 */
final class PerformanceHistory {
    static final int MAX_SERIES = 1_500;

    private static final int FINE = 3_600;
    private static final int COARSE = 1_440;
    private static final int PER_COARSE = 15;

    private final Tier fine = new Tier(1_000, FINE);
    private final Tier coarse = new Tier(1_000L * PER_COARSE, COARSE);
    private final Map<SeriesKey, Fold> folds = new HashMap<>();
    private int folded;

    synchronized void add(Sample sample) {
        Map<SeriesKey, Float> values = valuesOf(sample);
        values.keySet().removeIf(new RoomCheck());
        fine.add(sample.atMillis(), values);
        values.forEach((key, value) ->
                folds.computeIfAbsent(key, k -> new Fold(k.metric())).add(value));
        if (++folded == PER_COARSE) {
            Map<SeriesKey, Float> means = new HashMap<>();
            folds.forEach((key, fold) -> means.put(key, fold.value()));
            coarse.add(sample.atMillis(), means);
            folds.clear();
            folded = 0;
        }
    }

    /** Whether there is no room for a series any more; asked once for each of one sample. */
    private final class RoomCheck implements Predicate<SeriesKey> {
        private int room = MAX_SERIES - fine.keys().size();

        @Override
        public boolean test(SeriesKey key) {
            return !fine.keys().contains(key) && --room < 0;
        }
    }

    private static Map<SeriesKey, Float> valuesOf(Sample sample) {
        Map<SeriesKey, Float> values = new HashMap<>();
        sample.byScope()
                .forEach((scope, byName) -> byName.forEach((name, metrics) -> metrics.forEach(
                        (wire, value) -> values.put(new SeriesKey(scope, name, Metric.of(wire)), value))));
        return values;
    }

    /** Series: by name, and by metric; parallel to {@code times}, null where nothing is known. */
    record Window(long stepMillis, List<Long> times, Map<String, Map<String, List<Float>>> series) {}

    /**
     * The samples from one time to another, several as one where there are more than {@code points}.
     *
     * @param from included; {@code to} not
     */
    synchronized Window window(Scope scope, long from, long to, int points) {
        long step = Math.max(fine.stepMillis(), roundUp((to - from + points - 1) / points));
        List<Place> places = places(from, to);
        List<Long> times = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            boolean isLast = i + 1 == places.size();
            if (isLast || places.get(i).atMillis() / step != places.get(i + 1).atMillis() / step) {
                times.add(places.get(i).atMillis());
                ends.add(i + 1);
            }
        }
        Map<String, Map<String, List<Float>>> series = new TreeMap<>();
        Set<SeriesKey> keys = new HashSet<>(fine.keys());
        keys.addAll(coarse.keys());
        for (SeriesKey key : keys) {
            List<Float> column = key.scope() == scope ? column(key, places, ends) : List.of();
            if (column.stream().anyMatch(Objects::nonNull)) {
                series.computeIfAbsent(key.name(), n -> new TreeMap<>())
                        .put(key.metric().wire(), column);
            }
        }
        return new Window(step, times, series);
    }

    /** Where a sample is: quarters of a minute, as far as there is nothing finer, and then seconds. */
    private record Place(boolean isFine, int place, long atMillis) {}

    private List<Place> places(long from, long to) {
        List<Place> places = new ArrayList<>();
        long fineFrom = fine.count() == 0 ? Long.MAX_VALUE : fine.time(0);
        for (int i = 0; i < coarse.count() && coarse.time(i) < fineFrom; i++) {
            addWhere(coarse, i, from, to, places);
        }
        for (int i = 0; i < fine.count(); i++) {
            addWhere(fine, i, from, to, places);
        }
        return places;
    }

    private void addWhere(Tier tier, int i, long from, long to, List<Place> places) {
        if (tier.time(i) >= from && tier.time(i) < to) {
            places.add(new Place(tier == fine, tier.place(i), tier.time(i)));
        }
    }

    /** @param ends of the places that become one value each */
    private List<Float> column(SeriesKey key, List<Place> places, List<Integer> ends) {
        float[] ofFine = fine.column(key);
        float[] ofCoarse = coarse.column(key);
        List<Float> values = new ArrayList<>(ends.size());
        int i = 0;
        for (int end : ends) {
            Fold fold = new Fold(key.metric());
            for (; i < end; i++) {
                float[] column = places.get(i).isFine() ? ofFine : ofCoarse;
                fold.add(column == null ? Float.NaN : column[places.get(i).place()]);
            }
            values.add(shown(fold.value()));
        }
        return values;
    }

    /** Of the newest samples; NaN: nothing is known. */
    synchronized float recent(Scope scope, String name, Metric metric, int samples) {
        float[] column = fine.column(new SeriesKey(scope, name, metric));
        Fold fold = new Fold(metric);
        for (int i = Math.max(0, fine.count() - samples); column != null && i < fine.count(); i++) {
            fold.add(column[fine.place(i)]);
        }
        return fold.value();
    }

    long fineMillis() {
        return fine.keptMillis();
    }

    long coarseMillis() {
        return coarse.keptMillis();
    }

    /** To whole seconds. */
    private static long roundUp(long millis) {
        return (millis + 999) / 1000 * 1000;
    }

    /** Four digits are more than a picture shows. */
    private static Float shown(float value) {
        if (Float.isNaN(value)) {
            return null;
        }
        return Math.abs(value) >= 1000 ? (float) Math.rint(value) : Math.round(value * 1000) / 1000f;
    }
}
