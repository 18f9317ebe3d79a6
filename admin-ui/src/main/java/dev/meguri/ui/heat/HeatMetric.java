package dev.meguri.ui.heat;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import java.util.Locale;

/** What the heat map can show of a slot. */
enum HeatMetric {
    /** Values of the fullest copy. */
    KEYS(Fold.LAST),
    /** Of the fullest copy. */
    BYTES(Fold.LAST),
    /** Per second, of all nodes' clients. */
    READS(Fold.MEAN),
    WRITES(Fold.MEAN),
    /** Changes of the slot's list that were seen, and looks at which it was moving. */
    MOVES(Fold.SUM);

    /** What several looks become when they are kept as one. */
    enum Fold {
        LAST,
        MEAN,
        SUM
    }

    private final Fold fold;

    HeatMetric(Fold fold) {
        this.fold = fold;
    }

    Fold fold() {
        return fold;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ProblemException {@code invalid_request} */
    static HeatMetric of(String text) {
        for (HeatMetric metric : values()) {
            if (metric.wire().equals(text)) {
                return metric;
            }
        }
        throw new ProblemException(
                ErrorCode.INVALID_REQUEST, "metric", "metric must be keys, bytes, reads, writes or moves.");
    }
}
