package dev.meguri.demo;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Counts and latencies of the calls since the start or the last reset. Any thread; one lock, held for a few steps. */
@ApplicationScoped
public class CallStats {
    /** Latencies kept for the median, per kind. */
    private static final int RECENT = 512;

    private final MeterRegistry metrics;
    private final Map<CallKind, Recent> byKind = new EnumMap<>(CallKind.class);

    CallStats(MeterRegistry metrics) {
        this.metrics = metrics;
        reset();
    }

    private static final class Recent {
        private final double[] millis = new double[RECENT];
        private long calls;

        void add(double latencyMillis) {
            millis[(int) (calls++ % RECENT)] = latencyMillis;
        }

        /** Null: no calls. */
        Double median() {
            int kept = (int) Math.min(calls, RECENT);
            double[] sorted = Arrays.copyOf(millis, kept);
            Arrays.sort(sorted);
            return kept == 0 ? null : sorted[kept / 2];
        }
    }

    void record(CallKind kind, double latencyMillis) {
        metrics.timer("meguri.demo.calls", "kind", kind.wire()).record(Duration.ofNanos((long) (latencyMillis * 1e6)));
        synchronized (byKind) {
            byKind.get(kind).add(latencyMillis);
        }
    }

    void reset() {
        synchronized (byKind) {
            for (CallKind kind : CallKind.values()) {
                byKind.put(kind, new Recent());
            }
        }
    }

    /** @param cacheTroubles operations that no cache node could carry out, since the start */
    DemoStats view(long cacheTroubles) {
        synchronized (byKind) {
            long hits = calls(CallKind.HIT);
            long misses = calls(CallKind.MISS) + calls(CallKind.SHARED);
            return new DemoStats(
                    hits,
                    calls(CallKind.MISS),
                    calls(CallKind.SHARED),
                    calls(CallKind.DIRECT),
                    calls(CallKind.FAILED),
                    hits + misses == 0 ? null : (double) hits / (hits + misses),
                    hits + calls(CallKind.SHARED),
                    byKind.get(CallKind.HIT).median(),
                    byKind.get(CallKind.MISS).median(),
                    byKind.get(CallKind.DIRECT).median(),
                    cacheTroubles);
        }
    }

    private long calls(CallKind kind) {
        return byKind.get(kind).calls;
    }
}
