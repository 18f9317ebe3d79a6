package dev.meguri.demo.loading;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and latencies of one use case's calls since the start or the last reset. Any thread; one lock, held for a few steps. */
public final class CallStats {
    private final UseCase useCase;
    /** Null: nobody measures. */
    private final MeterRegistry metrics;

    private final Map<CallKind, Latencies> byKind = new EnumMap<>(CallKind.class);
    private final AtomicLong troubles = new AtomicLong();

    public CallStats(UseCase useCase, MeterRegistry metrics) {
        this.useCase = useCase;
        this.metrics = metrics;
        reset();
    }

    void record(CallKind kind, double latencyMillis) {
        if (metrics != null) {
            metrics.timer("meguri.demo.calls", "kind", kind.wire(), "use", useCase.wire())
                    .record(Duration.ofNanos((long) (latencyMillis * 1e6)));
        }
        synchronized (byKind) {
            byKind.get(kind).add(latencyMillis);
        }
    }

    /** An operation that no cache node could carry out. */
    void troubled() {
        troubles.incrementAndGet();
    }

    public void reset() {
        synchronized (byKind) {
            for (CallKind kind : CallKind.values()) {
                byKind.put(kind, new Latencies());
            }
        }
    }

    public DemoStats view() {
        synchronized (byKind) {
            long hits = calls(CallKind.HIT) + calls(CallKind.STALE);
            long misses = calls(CallKind.MISS) + calls(CallKind.SHARED);
            Latencies hit = byKind.get(CallKind.HIT);
            Latencies miss = byKind.get(CallKind.MISS);
            Latencies direct = byKind.get(CallKind.DIRECT);
            return new DemoStats(
                    calls(CallKind.HIT),
                    calls(CallKind.STALE),
                    calls(CallKind.MISS),
                    calls(CallKind.SHARED),
                    calls(CallKind.DIRECT),
                    calls(CallKind.FAILED),
                    hits + misses == 0 ? null : (double) hits / (hits + misses),
                    hits + calls(CallKind.SHARED),
                    hit.percentile(50),
                    hit.percentile(95),
                    miss.percentile(50),
                    miss.percentile(95),
                    direct.percentile(50),
                    direct.percentile(95),
                    troubles.get());
        }
    }

    private long calls(CallKind kind) {
        return byKind.get(kind).count();
    }
}
