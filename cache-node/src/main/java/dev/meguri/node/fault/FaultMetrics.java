package dev.meguri.node.fault;

import dev.meguri.api.fault.FaultDirection;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/** What faults do, for Prometheus. Only where faults are enabled, and per link only where one was set. */
@Singleton
class FaultMetrics {
    private final MeterRegistry registry;

    FaultMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void active(Faults faults, ToDoubleFunction<Faults> count) {
        Gauge.builder("meguri.faults.active", faults, count)
                .description("Faults at work on this node")
                .register(registry);
    }

    void link(String peer, FaultDirection way, LinkCounters counters) {
        counter(peer, way, "dropped", counters.dropped);
        counter(peer, way, "delayed", counters.delayed);
        counter(peer, way, "duplicated", counters.duplicated);
    }

    private void counter(String peer, FaultDirection way, String effect, LongAdder count) {
        FunctionCounter.builder("meguri.fault.messages", count, LongAdder::sum)
                .description("Messages that faults dropped, delayed or duplicated")
                .tag("peer", peer)
                .tag("direction", way.wire())
                .tag("effect", effect)
                .register(registry);
    }
}
