package dev.meguri.node.metrics;

import dev.meguri.core.message.MessageKind;
import dev.meguri.node.NodeLimits;
import dev.meguri.node.traffic.PeerTraffic;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * {@code meguri_peer_messages_total{peer,kind}} and {@code meguri_peer_message_bytes_total{peer,kind}}: what was sent, of kinds that
 * were sent at all, to as many peers as {@link NodeLimits#MAX_METERED_PEERS}.
 */
@Singleton
class TrafficMetrics implements PeerTraffic.Listener {
    private static final int BEFORE_THE_NODE = 1;

    private final MeterRegistry registry;
    private final PeerTraffic traffic;
    private final Map<String, List<Meter>> meters = new HashMap<>();

    TrafficMetrics(MeterRegistry registry, PeerTraffic traffic) {
        this.registry = registry;
        this.traffic = traffic;
    }

    void listen(@Observes @Priority(BEFORE_THE_NODE) StartupEvent event) {
        traffic.listen(this);
    }

    @Override
    public synchronized void began(String peer, MessageKind kind) {
        if (meters.containsKey(peer) || meters.size() < NodeLimits.MAX_METERED_PEERS) {
            List<Meter> ofPeer = meters.computeIfAbsent(peer, p -> new ArrayList<>());
            ofPeer.add(counter("meguri.peer.messages", "Messages sent", peer, kind, t -> t.messages(peer, kind)));
            ofPeer.add(counter("meguri.peer.message.bytes", "Their bytes", peer, kind, t -> t.bytes(peer, kind)));
        }
    }

    @Override
    public synchronized void forgotten(String peer) {
        List<Meter> ofPeer = meters.remove(peer);
        if (ofPeer != null) {
            ofPeer.forEach(registry::remove);
        }
    }

    private Meter counter(
            String name, String description, String peer, MessageKind kind, ToDoubleFunction<PeerTraffic> of) {
        return FunctionCounter.builder(name, traffic, of)
                .description(description)
                .tag("peer", peer)
                .tag("kind", kind.wire())
                .register(registry);
    }
}
