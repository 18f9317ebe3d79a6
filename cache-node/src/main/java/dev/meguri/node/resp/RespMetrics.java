package dev.meguri.node.resp;

import dev.meguri.node.resp.push.PushHub;
import dev.meguri.node.resp.push.TrackingHub;
import dev.meguri.resp.command.Command;
import dev.meguri.resp.push.SubscriptionKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** {@code meguri_resp_…} for Prometheus. */
@Singleton
class RespMetrics {
    private final MeterRegistry registry;

    RespMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void register(RespCounters counters) {
        Gauge.builder("meguri.resp.connections", counters.open(), Number::doubleValue)
                .description("Open connections of the Redis protocol")
                .register(registry);
        counter("meguri.resp.connections.accepted", "Connections that were taken", counters.connectionsAccepted);
        counter("meguri.resp.connections.refused", "Connections over the limit", counters.connectionsRefused);
        counter("meguri.resp.bytes.read", "Bytes that clients sent", counters.bytesRead);
        counter("meguri.resp.bytes.written", "Bytes sent to clients", counters.bytesWritten);
        counter(
                "meguri.resp.protocol.errors",
                "Connections closed over what is not the protocol",
                counters.protocolErrors);
        counter(
                "meguri.resp.foreign.protocols",
                "Connections closed because they spoke HTTP",
                counters.foreignProtocols);
        counter("meguri.resp.slow.readers", "Connections cut off because they did not read", counters.slowReaders);
        counter(
                "meguri.resp.slow.listeners",
                "Connections cut off because they did not take what was pushed to them",
                counters.slowListeners);
        counter(
                "meguri.resp.largest.clients",
                "Connections cut off because all kept too much of commands and answers, and they most",
                counters.largestClients);
        counter("meguri.resp.redirections", "Commands answered with MOVED", counters.redirections);
        counter("meguri.resp.failures", "Commands that could not be carried out", counters.failures);
        counter("meguri.resp.unknown.commands", "Commands that this node does not know", counters.unknownCommands);
        for (Command command : Command.values()) {
            FunctionCounter.builder("meguri.resp.commands", counters.of(command), LongAdder::sum)
                    .description("Commands that came")
                    .tag("command", command.text())
                    .register(registry);
        }
    }

    void register(ClientMemory memory) {
        Gauge.builder("meguri.resp.client.memory", memory, ClientMemory::bytes)
                .description("What connections keep of commands and answers")
                .baseUnit("bytes")
                .register(registry);
    }

    void register(PushHub hub) {
        counter("meguri.resp.messages.delivered", "Messages of channels given to clients", hub.delivered());
        for (SubscriptionKind kind : SubscriptionKind.values()) {
            Gauge.builder("meguri.resp.channels", () -> hub.subscriptions().size(kind))
                    .description("Channels or patterns that clients of this node listen to")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    void register(TrackingHub tracking) {
        counter("meguri.resp.invalidations", "Messages that a key a client cached changed", tracking.invalidations());
        Gauge.builder("meguri.resp.tracking.clients", tracking, TrackingHub::clients)
                .description("Clients that are told of keys that they read")
                .register(registry);
        Gauge.builder("meguri.resp.tracking.bytes", tracking, TrackingHub::bytes)
                .description("What is known of keys that clients cached")
                .register(registry);
    }

    private void counter(String name, String description, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::sum)
                .description(description)
                .register(registry);
    }
}
