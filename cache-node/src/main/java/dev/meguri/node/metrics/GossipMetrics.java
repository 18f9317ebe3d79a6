package dev.meguri.node.metrics;

import dev.meguri.core.membership.gossip.GossipView;
import dev.meguri.core.membership.gossip.Standing;
import dev.meguri.node.agent.NodeView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What the gossip counts, named {@code meguri_gossip_…}. */
@Singleton
class GossipMetrics {
    private final MeterRegistry registry;
    private final NodeView view;

    GossipMetrics(MeterRegistry registry, NodeView view) {
        this.registry = registry;
        this.view = view;
    }

    void register(@Observes StartupEvent event) {
        counter("probes", "Members probed", GossipView::probes);
        counter("probes.failed", "Probes without any answer, direct or through others", GossipView::failedProbes);
        counter("probes.indirect", "Requests to others to probe a member for this node", GossipView::indirectProbes);
        counter("probes.relayed", "Pings sent for others", GossipView::relayedProbes);
        counter("suspicions.raised", "Suspicions that this node raised itself", GossipView::suspicionsRaised);
        counter("suspicions.refuted", "Suspicions of others that were refuted", GossipView::suspicionsRefuted);
        counter("own.refutations", "Suspicions of this node that it refuted", GossipView::ownRefutations);
        Gauge.builder("meguri.gossip.local.health", view, v -> v.gossip().localHealth())
                .description("1: well; higher: by so much this node slows its probes down")
                .register(registry);
        for (Standing standing : Standing.values()) {
            Gauge.builder("meguri.gossip.members", view, v -> count(v.gossip(), standing))
                    .description("Other members, by what the gossip says of them")
                    .tag("standing", standing.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private static long count(GossipView gossip, Standing standing) {
        return gossip.members().stream().filter(m -> m.standing() == standing).count();
    }

    private void counter(String name, String description, ToLongFunction<GossipView> of) {
        FunctionCounter.builder("meguri.gossip." + name, view, v -> of.applyAsLong(v.gossip()))
                .description(description)
                .register(registry);
    }
}
