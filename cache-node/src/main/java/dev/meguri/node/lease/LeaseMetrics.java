package dev.meguri.node.lease;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** {@code meguri_leases_…} for Prometheus. */
@Singleton
class LeaseMetrics {
    private final MeterRegistry registry;
    private final Leases leases;
    private final LeaseCounters counters;

    LeaseMetrics(MeterRegistry registry, Leases leases, LeaseCounters counters) {
        this.registry = registry;
        this.leases = leases;
        this.counters = counters;
    }

    void register(@Observes StartupEvent event) {
        for (LeaseCounters.Outcome outcome : LeaseCounters.Outcome.values()) {
            FunctionCounter.builder("meguri.leases.asked", counters.of(outcome), LongAdder::sum)
                    .description("Questions who loads a value, by how they ended")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("meguri.leases.waiting", leases, Leases::waiting)
                .description("Clients that wait for a value that another one loads")
                .register(registry);
    }
}
