package dev.meguri.ui.performance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The last so many samples of all series, in arrays that go round. What is not known is NaN. Not thread-safe. */
final class Tier {
    private final long stepMillis;
    private final int size;
    private final long[] times;
    private final Map<SeriesKey, float[]> series = new HashMap<>();
    private long added;

    Tier(long stepMillis, int size) {
        this.stepMillis = stepMillis;
        this.size = size;
        this.times = new long[size];
    }

    long stepMillis() {
        return stepMillis;
    }

    long keptMillis() {
        return stepMillis * size;
    }

    /** A series that is not named is not known at that time. */
    void add(long atMillis, Map<SeriesKey, Float> values) {
        int place = (int) (added % size);
        times[place] = atMillis;
        series.forEach((key, column) -> column[place] = Float.NaN);
        values.forEach((key, value) -> series.computeIfAbsent(key, k -> empty())[place] = value);
        added++;
        if (place == size - 1) {
            // Once a round: what was not heard of for as long as this remembers is gone.
            series.values().removeIf(Tier::isEmpty);
        }
    }

    int count() {
        return (int) Math.min(added, size);
    }

    /** @param i 0: the oldest that is kept */
    long time(int i) {
        return times[place(i)];
    }

    /** The values of a series by {@link #place}; null: nothing is known of it. */
    float[] column(SeriesKey key) {
        return series.get(key);
    }

    Set<SeriesKey> keys() {
        return series.keySet();
    }

    /** Where in a column it is. */
    int place(int i) {
        return (int) ((added - count() + i) % size);
    }

    private float[] empty() {
        float[] column = new float[size];
        Arrays.fill(column, Float.NaN);
        return column;
    }

    private static boolean isEmpty(float[] column) {
        for (float value : column) {
            if (!Float.isNaN(value)) {
                return false;
            }
        }
        return true;
    }
}
