package dev.meguri.bench.duel;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one contender did, round by round. */
public record Side(String name, List<Measurement> rounds) {
    public Side {
        rounds = List.copyOf(rounds);
    }

    /** Of those rounds that have it; NaN where none has. */
    public double median(ToDoubleFunction<Measurement> part) {
        double[] values = rounds.stream()
                .mapToDouble(part)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (values.length == 0) {
            return Double.NaN;
        }
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    public double median() {
        return median(Measurement::value);
    }
}
