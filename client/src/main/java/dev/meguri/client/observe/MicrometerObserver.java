package dev.meguri.client.observe;

import dev.meguri.client.error.InDoubtException;
import dev.meguri.client.error.MeguriException;
import dev.meguri.client.near.NearStatistics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Meters of a client: {@code meguri.client.calls} (a timer, by command and outcome), {@code meguri.client.retries} (by command), and
 * the gauges {@code meguri.client.connections}, {@code .calls.active} and {@code .ring.version} (by the client's name). Of near caches,
 * by client and prefix: {@code meguri.client.near.reads} (by result), {@code .invalidations}, {@code .refreshes}, {@code .dropped} and
 * {@code .refused} (by cause), {@code .entries}, {@code .bytes}.
 */
public final class MicrometerObserver implements ClientObserver {
    private static final String OK = "ok";
    private static final String NEAR = "meguri.client.near.";

    private final MeterRegistry registry;
    private final Map<String, Timer> succeeded = new ConcurrentHashMap<>();
    private final Map<String, Counter> retries = new ConcurrentHashMap<>();
    private final List<Meter> gauges = new ArrayList<>();

    private MicrometerObserver(MeterRegistry registry) {
        this.registry = registry;
    }

    public static MicrometerObserver of(MeterRegistry registry) {
        return new MicrometerObserver(registry);
    }

    static MicrometerObserver global() {
        return new MicrometerObserver(Metrics.globalRegistry);
    }

    @Override
    public Watch began(String command) {
        long startNanos = System.nanoTime();
        return new Watch() {
            @Override
            public void failed(String why) {
                retries.computeIfAbsent(command, name -> Counter.builder("meguri.client.retries")
                                .tag("command", name)
                                .register(registry))
                        .increment();
            }

            @Override
            public void ended(Throwable failure) {
                Timer timer = failure == null
                        ? succeeded.computeIfAbsent(command, name -> timer(name, OK))
                        : timer(command, outcome(failure));
                timer.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
            }
        };
    }

    private Timer timer(String command, String outcome) {
        return Timer.builder("meguri.client.calls")
                .tag("command", command)
                .tag("outcome", outcome)
                .register(registry);
    }

    /** in_doubt, or failed, or of what is no failure of the cluster: error. */
    private static String outcome(Throwable failure) {
        return failure instanceof InDoubtException
                ? "in_doubt"
                : failure instanceof MeguriException ? "failed" : "error";
    }

    @Override
    public synchronized void started(ClientFigures figures) {
        gauge("meguri.client.connections", figures, ClientFigures::connections);
        gauge("meguri.client.calls.active", figures, ClientFigures::callsInProgress);
        gauge("meguri.client.ring.version", figures, ClientFigures::ringVersion);
    }

    private void gauge(String name, ClientFigures figures, ToDoubleFunction<ClientFigures> value) {
        gauges.add(Gauge.builder(name, figures, value)
                .tag("client", figures.name())
                .strongReference(true)
                .register(registry));
    }

    @Override
    public synchronized void near(NearFigures figures) {
        count("reads", figures, NearStatistics::hits, "result", "hit");
        count("reads", figures, NearStatistics::misses, "result", "miss");
        count("invalidations", figures, NearStatistics::invalidations);
        count("refreshes", figures, NearStatistics::refreshes);
        count("dropped", figures, NearStatistics::tooOld, "cause", "age");
        count("dropped", figures, NearStatistics::droppedByRing, "cause", "ring");
        count("dropped", figures, NearStatistics::droppedByConnection, "cause", "connection");
        count("refused", figures, NearStatistics::overtaken, "cause", "overtaken");
        count("refused", figures, NearStatistics::olderRefused, "cause", "older");
        nearGauge("entries", figures, NearStatistics::entries);
        nearGauge("bytes", figures, NearStatistics::bytes);
    }

    private void count(String name, NearFigures figures, ToDoubleFunction<NearStatistics> count, String... more) {
        gauges.add(FunctionCounter.builder(NEAR + name, figures, of -> count.applyAsDouble(of.statistics()))
                .tags("client", figures.client(), "prefix", figures.prefix())
                .tags(more)
                .register(registry));
    }

    private void nearGauge(String name, NearFigures figures, ToDoubleFunction<NearStatistics> value) {
        gauges.add(Gauge.builder(NEAR + name, figures, of -> value.applyAsDouble(of.statistics()))
                .tags("client", figures.client(), "prefix", figures.prefix())
                .strongReference(true)
                .register(registry));
    }

    @Override
    public synchronized void stopped() {
        gauges.forEach(registry::remove);
        gauges.clear();
    }
}
