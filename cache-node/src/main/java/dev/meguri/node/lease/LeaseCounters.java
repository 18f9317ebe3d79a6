package dev.meguri.node.lease;

import dev.meguri.core.lease.LeaseAnswer;
import dev.meguri.core.operation.Result;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How questions for values that are to be loaded ended at this node. */
@Singleton
class LeaseCounters {
    enum Outcome {
        /** There was a value with enough time left. */
        FRESH,
        /** Whoever asked is to load it. */
        LOAD,
        /** Somebody else loads it, and there was an old value. */
        STALE,
        /** Somebody else loads it, and there was none. */
        LOADING,
        FAILED
    }

    private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);

    LeaseCounters() {
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    void answered(LeaseAnswer answer) {
        counts.get(outcome(answer)).increment();
    }

    LongAdder of(Outcome outcome) {
        return counts.get(outcome);
    }

    private static Outcome outcome(LeaseAnswer answer) {
        return switch (answer) {
            case LeaseAnswer.Failed failed -> Outcome.FAILED;
            case LeaseAnswer.Known known when known.lease() != null -> Outcome.LOAD;
            case LeaseAnswer.Known known when !known.isLoading() -> Outcome.FRESH;
            case LeaseAnswer.Known known when known.value() instanceof Result.Found -> Outcome.STALE;
            case LeaseAnswer.Known known -> Outcome.LOADING;
        };
    }
}
