package dev.meguri.manager.health;

import dev.meguri.api.cluster.EventType;
import dev.meguri.api.cluster.EventView;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.manager.Manager;
import dev.meguri.manager.driver.EventFeed;
import dev.meguri.manager.node.OpenConnections;
import dev.meguri.manager.rest.SlotCounts;
import dev.meguri.service.frame.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** {@code meguri_manager_*} at /q/metrics. */
@Singleton
public class ManagerMetrics {
    private static final String REFUSED = "meguri.manager.refused";
    private static final String REFUSED_DESCRIPTION = "Frames and nodes that were refused";

    private final Manager manager;
    private final EventFeed feed;
    private final OpenConnections connections;
    private final MeterRegistry registry;

    ManagerMetrics(Manager manager, EventFeed feed, OpenConnections connections, MeterRegistry registry) {
        this.manager = manager;
        this.feed = feed;
        this.connections = connections;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        for (MemberState state : MemberState.values()) {
            if (state != MemberState.REMOVED) {
                Gauge.builder("meguri.manager.nodes", this, m -> m.members(state))
                        .description("Members by state")
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(registry);
            }
        }
        gauge("meguri.manager.ring.version", "Newest ring version", s -> s.ringVersion());
        gauge("meguri.manager.term", "Term of this manager's states", s -> s.term());
        gauge(
                "meguri.manager.slots.under.replicated",
                "Slots with fewer live holders than their list is long",
                s -> SlotCounts.of(s).underReplicated());
        gauge("meguri.manager.slots.without.holder", "Slots with no live holder", s -> SlotCounts.of(s)
                .withoutHolder());
        Gauge.builder(
                        "meguri.manager.slots.lost",
                        this,
                        m -> m.manager.picture().lost().count())
                .description("Slots whose memory is gone, until an operator accepts it")
                .register(registry);
        Gauge.builder("meguri.manager.slots.moving", this, m -> m.manager
                        .picture()
                        .slotsMoving())
                .description("Slots in JOINT")
                .register(registry);
        Gauge.builder("meguri.manager.rebalance.running", this, m -> m.job() == null ? 0 : 1)
                .description("1 while a rebalance job runs")
                .register(registry);
        Gauge.builder("meguri.manager.rebalance.progress", this, ManagerMetrics::progress)
                .description("Of the running rebalance job, 0 to 1; 1 while none runs")
                .register(registry);
        Gauge.builder(
                        "meguri.manager.storage.ok",
                        this,
                        m -> m.manager.picture().trouble() == null ? 1 : 0)
                .description("0 while the database cannot be written")
                .register(registry);
        for (EventType type : EventType.values()) {
            counter(type.wire());
        }
        for (Refusal reason : List.of(Refusal.MALFORMED, Refusal.OVERSIZED, Refusal.MISDIRECTED)) {
            FunctionCounter.builder(REFUSED, connections.refused(), r -> r.of(reason))
                    .description(REFUSED_DESCRIPTION)
                    .tag("reason", reason.wire())
                    .register(registry);
        }
        feed.listen(this::count);
    }

    private void count(EventView event) {
        counter(event.type()).increment();
        if (event.type().equals(EventType.NODE_REFUSED.wire())) {
            Counter.builder(REFUSED)
                    .description(REFUSED_DESCRIPTION)
                    .tag("reason", String.valueOf(event.details().get("code")))
                    .register(registry)
                    .increment();
        }
    }

    private Counter counter(String type) {
        return Counter.builder("meguri.manager.events")
                .description("Events by type")
                .tag("type", type)
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<ClusterState> value) {
        Gauge.builder(name, this, m -> {
                    ClusterState state = m.manager.picture().state();
                    return state == null ? 0 : value.applyAsDouble(state);
                })
                .description(description)
                .register(registry);
    }

    private double members(MemberState wanted) {
        ClusterState state = manager.picture().state();
        return state == null
                ? 0
                : state.members().stream()
                        .map(Member::state)
                        .filter(wanted::equals)
                        .count();
    }

    private RebalanceJob job() {
        RebalanceJob job = manager.picture().job();
        return job != null && job.isOpen() ? job : null;
    }

    private double progress() {
        RebalanceJob job = job();
        return job == null || job.slots() == 0 ? 1 : (double) job.slotsDone() / job.slots();
    }
}
