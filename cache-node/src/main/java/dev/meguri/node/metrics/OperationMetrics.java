package dev.meguri.node.metrics;

import dev.meguri.api.cache.LatencyScale;
import dev.meguri.core.operation.Operation;
import dev.meguri.core.operation.Result;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@code meguri_operations_total{kind,outcome}} and {@code meguri_operation_seconds{kind}} of the clients of this node. Any
 * thread records.
 */
@Singleton
public class OperationMetrics {
    private static final Duration SHORTEST = Duration.ofNanos(50_000);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Map<String, LatencyCounts> latencies = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    OperationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    public void record(Operation operation, Result result, long nanos) {
        String kind = kind(operation);
        String outcome = outcome(result);
        count(kind, outcome);
        latencies.computeIfAbsent(kind, k -> new LatencyCounts()).add(nanos);
        timers.computeIfAbsent(kind, this::timer).record(nanos, TimeUnit.NANOSECONDS);
        if (result instanceof Result.Failed) {
            failures.computeIfAbsent(outcome, o -> new LongAdder()).increment();
        }
    }

    /** The operation did not even reach its shard. */
    public void refused(Operation operation) {
        count(kind(operation), "overloaded");
        failures.computeIfAbsent("overloaded", o -> new LongAdder()).increment();
    }

    /** How many operations failed, by error code. */
    public Map<String, Long> failures() {
        Map<String, Long> sums = new TreeMap<>();
        failures.forEach((code, count) -> sums.put(code, count.sum()));
        return sums;
    }

    /** How many took how long, by kind, by the steps of {@link LatencyScale}. */
    public Map<String, long[]> latencies() {
        Map<String, long[]> sums = new TreeMap<>();
        latencies.forEach(
                (kind, counts) -> counts.addTo(sums.computeIfAbsent(kind, k -> new long[LatencyScale.STEPS])));
        return sums;
    }

    private void count(String kind, String outcome) {
        counters.computeIfAbsent(kind + "/" + outcome, k -> Counter.builder("meguri.operations")
                        .description("Operations of this node's clients")
                        .tag("kind", kind)
                        .tag("outcome", outcome)
                        .register(registry))
                .increment();
    }

    private Timer timer(String kind) {
        return Timer.builder("meguri.operation")
                .description("Time from the request to the answer")
                .tag("kind", kind)
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST)
                .maximumExpectedValue(LONGEST)
                .register(registry);
    }

    private static String kind(Operation operation) {
        return switch (operation) {
            case Operation.Get get -> "get";
            case Operation.Put put -> "put";
            case Operation.Remove remove -> "remove";
            case Operation.Increment increment -> "increment";
        };
    }

    private static String outcome(Result result) {
        return switch (result) {
            case Result.Found found -> "hit";
            case Result.Absent absent -> "miss";
            case Result.Written written -> "written";
            case Result.Removed removed -> removed.existed() ? "removed" : "miss";
            case Result.ConditionFailed failed -> "condition_failed";
            case Result.Failed failed -> failed.failure().name().toLowerCase(Locale.ROOT);
        };
    }
}
