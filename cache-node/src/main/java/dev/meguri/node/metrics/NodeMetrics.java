package dev.meguri.node.metrics;

import dev.meguri.core.hint.HintDrop;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.StoreStats;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.lifecycle.NodeProcess;
import dev.meguri.node.manager.ManagerLink;
import dev.meguri.node.peer.PeerCounters;
import dev.meguri.node.shard.ShardPicture;
import dev.meguri.node.snapshot.SnapshotCounters;
import dev.meguri.service.frame.Refusal;
import dev.meguri.service.frame.Refusals;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The node's gauges and counters for Prometheus, all named {@code meguri_…}. */
@Singleton
class NodeMetrics {
    private final MeterRegistry registry;
    private final LoadReporter load;
    private final NodeProcess process;
    private final NodeView view;
    private final PeerCounters peers;
    private final ManagerLink manager;
    private final SnapshotCounters snapshots;

    NodeMetrics(
            MeterRegistry registry,
            LoadReporter load,
            NodeProcess process,
            NodeView view,
            PeerCounters peers,
            ManagerLink manager,
            SnapshotCounters snapshots) {
        this.registry = registry;
        this.load = load;
        this.process = process;
        this.view = view;
        this.peers = peers;
        this.manager = manager;
        this.snapshots = snapshots;
    }

    void register(@Observes StartupEvent event) {
        shards();
        hints();
        hedges();
        peers();
        snapshots();
        gauge("meguri.ring.version", "Ring version that this node has adopted; 0: none", () -> {
            ClusterState state = view.state();
            return state == null ? 0 : state.ringVersion();
        });
    }

    private void shards() {
        picture("meguri.entries", "Values held, copies included", p -> p.sum(StoreStats::entries));
        picture("meguri.marks", "Marks of removed keys held", p -> p.sum(StoreStats::marks));
        picture("meguri.memory.bytes", "Accounted bytes of the cache", p -> p.sum(StoreStats::bytes));
        gauge("meguri.memory.limit.bytes", "The pool", process::poolBytes);
        picture("meguri.unsynced.slots", "Held slots that are being repaired", ShardPicture::unsyncedSlots);
        picture("meguri.operations.pending", "Operations in progress", ShardPicture::pending);
        picture(
                "meguri.replication.lag.seconds",
                "Age of the oldest write that a replica has not confirmed; 0: none",
                p -> p.lagMillis() / 1_000.0);
        gauge(
                "meguri.busy.ratio",
                "Used of the machine's cores, or of the busiest shard's thread, 0 to 1",
                () -> load.busyPercent() / 100.0);
        gauge("meguri.inputs.waiting", "Inputs that wait for shards", () -> process.shards()
                .waiting());
        counter("meguri.hits", "Reads of this node's copies that found a value", p -> p.sum(StoreStats::hits));
        counter("meguri.misses", "Reads of this node's copies that did not", p -> p.sum(StoreStats::misses));
        counter("meguri.reads", "Reads of this node's clients", ShardPicture::reads);
        counter("meguri.writes", "Writes of this node's clients", ShardPicture::writes);
        for (Removal reason : Removal.values()) {
            FunctionCounter.builder(
                            "meguri.removals",
                            load,
                            l -> l.last() == null ? 0 : l.last().sum(store -> store.removed(reason)))
                    .description("Values that went away, by reason")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void hedges() {
        counter("meguri.reads.hedged", "Reads that were sent to one more replica", p -> p.hedges()
                .hedged());
        counter("meguri.reads.hedged.won", "Hedged reads that the other replica answered first", p -> p.hedges()
                .won());
        counter("meguri.reads.hedged.denied", "Reads that were not hedged, for want of budget", p -> p.hedges()
                .denied());
    }

    private void hints() {
        picture("meguri.hints", "Writes kept for replicas that could not be reached", p -> p.hints()
                .hints());
        picture("meguri.hints.bytes", "Accounted bytes of hints", p -> p.hints().bytes());
        counter("meguri.hints.kept", "Writes that were kept for a replica", p -> p.hints()
                .kept());
        counter("meguri.hints.delivered", "Hints that their replica has confirmed", p -> p.hints()
                .delivered());
        for (HintDrop reason : HintDrop.values()) {
            FunctionCounter.builder(
                            "meguri.hints.dropped",
                            load,
                            l -> l.last() == null ? 0 : l.last().hints().dropped(reason))
                    .description("Hints that went undelivered, by reason")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void peers() {
        traffic("meguri.peer.frames", "Frames exchanged with peers", "in", peers.framesIn);
        traffic("meguri.peer.frames", "Frames exchanged with peers", "out", peers.framesOut);
        traffic("meguri.peer.bytes", "Bytes exchanged with peers", "in", peers.bytesIn);
        traffic("meguri.peer.bytes", "Bytes exchanged with peers", "out", peers.bytesOut);
        traffic("meguri.peer.dropped", "Messages not sent or not handled", "in", peers.droppedIn);
        traffic("meguri.peer.dropped", "Messages not sent or not handled", "out", peers.droppedOut);
        traffic(
                "meguri.peer.publishes.dropped",
                "Messages to channels that a peer was not sent",
                "out",
                peers.droppedPublishes);
        for (Refusal reason : List.of(Refusal.MALFORMED, Refusal.OVERSIZED, Refusal.GREETING)) {
            refused("meguri.peer.refused", "Frames and greetings of peers that were refused", peers.refused, reason);
        }
        for (Refusal reason : List.of(Refusal.MALFORMED, Refusal.OVERSIZED, Refusal.MISDIRECTED)) {
            refused(
                    "meguri.manager.link.refused",
                    "Frames of the manager that were refused",
                    manager.refused(),
                    reason);
        }
    }

    private void snapshots() {
        adder("meguri.snapshots", "Snapshots written", snapshots.written);
        adder("meguri.snapshot.failures", "Snapshots that could not be written", snapshots.failed);
        adder("meguri.snapshot.bytes", "Bytes of entries written", snapshots.bytes);
        adder("meguri.snapshot.corrupt", "Snapshots set aside because they were corrupt", snapshots.corrupt);
        gauge("meguri.snapshot.age.seconds", "Since the last complete snapshot; -1: there is none", () -> {
            long last = snapshots.lastMillis;
            return last == 0 ? -1 : (System.currentTimeMillis() - last) / 1_000.0;
        });
    }

    private void picture(String name, String description, ToDoubleFunction<ShardPicture> of) {
        Gauge.builder(name, load, l -> l.last() == null ? 0 : of.applyAsDouble(l.last()))
                .description(description)
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<ShardPicture> of) {
        FunctionCounter.builder(name, load, l -> l.last() == null ? 0 : of.applyAsDouble(l.last()))
                .description(description)
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private void adder(String name, String description, LongAdder adder) {
        FunctionCounter.builder(name, adder, LongAdder::sum)
                .description(description)
                .register(registry);
    }

    private void refused(String name, String description, Refusals counts, Refusal reason) {
        FunctionCounter.builder(name, counts, c -> c.of(reason))
                .description(description)
                .tag("reason", reason.wire())
                .register(registry);
    }

    private void traffic(String name, String description, String direction, LongAdder adder) {
        FunctionCounter.builder(name, adder, LongAdder::sum)
                .description(description)
                .tag("direction", direction)
                .register(registry);
    }
}
