package dev.meguri.service.frame;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often something was refused since the start, by reason. Any thread counts and reads. */
public final class Refusals {
    private final Map<Refusal, LongAdder> counts = new EnumMap<>(Refusal.class);

    public Refusals() {
        for (Refusal reason : Refusal.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    public void count(Refusal reason) {
        counts.get(reason).increment();
    }

    public long of(Refusal reason) {
        return counts.get(reason).sum();
    }
}
