package dev.meguri.ui.performance;

/** Several values as one: their mean, or the worst of them; what is not known does not count. */
final class Fold {
    private final boolean worst;
    private double sum;
    private double most = Double.NEGATIVE_INFINITY;
    private int count;

    Fold(Metric metric) {
        this.worst = metric.isWorst();
    }

    void add(float value) {
        if (!Float.isNaN(value)) {
            sum += value;
            most = Math.max(most, value);
            count++;
        }
    }

    /** NaN: nothing is known. */
    float value() {
        if (count == 0) {
            return Float.NaN;
        }
        return (float) (worst ? most : sum / count);
    }
}
