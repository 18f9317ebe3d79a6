package dev.meguri.node.fault;

import dev.meguri.api.fault.FaultDirection;
import dev.meguri.api.fault.FaultKind;
import dev.meguri.node.NodeLimits;
import dev.meguri.node.config.NodeConfig;
import dev.meguri.node.shard.TurnGate;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The faults of this node: what the links, the shards, the agent and the clock ask before they do their work. Where none was
 * ever set, that is one look at a field. Any thread calls.
 */
@Singleton
public class Faults implements TurnGate {
    private static final Logger LOG = Logger.getLogger(Faults.class);
    private static final long HEAL_CHECK_MILLIS = 50;
    /** The answer to the request is on its way by then. */
    private static final long CRASH_AFTER_MILLIS = 50;

    private static final int KILLED = 137;

    private record LinkKey(String peer, FaultDirection way) {}

    private final boolean enabled;
    private final Vertx vertx;
    private final FaultMetrics metrics;
    private final FaultTable table = new FaultTable();
    private final Map<LinkKey, LinkFilter> filters = new ConcurrentHashMap<>();
    private final LongSupplier steady = () -> System.nanoTime() / 1_000_000;
    private volatile boolean used;

    Faults(NodeConfig config, Vertx vertx, FaultMetrics metrics) {
        this.enabled = config.faults().enabled();
        this.vertx = vertx;
        this.metrics = metrics;
        if (enabled) {
            LOG.warn("Faults can be made on this node by whoever reaches it (meguri.faults.enabled)");
            metrics.active(this, faults -> faults.active().size());
            vertx.setPeriodic(HEAL_CHECK_MILLIS, id -> heal());
        }
    }

    public boolean isEnabled() {
        return enabled;
    }

    long nowMillis() {
        return steady.getAsLong();
    }

    List<Fault> active() {
        return table.active(nowMillis());
    }

    void set(Fault fault) {
        if (fault.kind() == FaultKind.CRASH) {
            LOG.warn("FAULT on request: this process ends as by kill -9");
            vertx.setTimer(CRASH_AFTER_MILLIS, id -> Runtime.getRuntime().halt(KILLED));
            return;
        }
        table.set(fault);
        used = true;
        LOG.warnf(
                "FAULT on request: %s, for %s s (%s)",
                fault.description(), seconds(fault.untilMillis() - fault.sinceMillis()), fault.id());
    }

    /** @param id null: all */
    void clear(String id) {
        for (Fault fault : table.clear(id)) {
            LOG.warnf(
                    "FAULT cleared on request after %s s: %s", seconds(nowMillis() - fault.sinceMillis()), fault.id());
        }
    }

    private void heal() {
        if (!table.isEmpty()) {
            for (Fault fault : table.heal(nowMillis())) {
                LOG.warnf(
                        "FAULT over by itself after %s s: %s", seconds(nowMillis() - fault.sinceMillis()), fault.id());
            }
        }
    }

    private static String seconds(long millis) {
        return String.format(java.util.Locale.ROOT, "%.1f", millis / 1_000.0);
    }

    // ---- for the links -------------------------------------------------------------------------------------------

    /** What is to be sent to this peer goes through it; null: no fault was ever set here. */
    public LinkFilter out(String peer) {
        return used ? filter(peer, FaultDirection.OUT) : null;
    }

    /** What comes from this peer goes through it; null: no fault was ever set here. */
    public LinkFilter in(String peer) {
        return used ? filter(peer, FaultDirection.IN) : null;
    }

    /** Whether a connection with this peer cannot be made now: that needs both directions. */
    public boolean isCut(String peer) {
        return used && (out(peer).isCut() || in(peer).isCut());
    }

    private LinkFilter filter(String peer, FaultDirection way) {
        return filters.computeIfAbsent(new LinkKey(peer, way), key -> {
            LinkCounters counters = new LinkCounters();
            metrics.link(peer, way, counters);
            return new LinkFilter(
                    () -> table.link(peer, way, nowMillis()),
                    counters,
                    steady,
                    () -> ThreadLocalRandom.current().nextDouble(),
                    (millis, task) -> vertx.setTimer(millis, id -> task.run()),
                    NodeLimits.MAX_QUEUED_BYTES_PER_PEER);
        });
    }

    // ---- for shards, agent and clock -----------------------------------------------------------------------------

    @Override
    public boolean isPaused() {
        return used && table.ofNode(FaultKind.PAUSE, nowMillis()) != null;
    }

    @Override
    public long turnDelayMillis() {
        Fault slow = used ? table.ofNode(FaultKind.SLOW, nowMillis()) : null;
        return slow == null ? 0 : slow.delayMillis();
    }

    /** The node's wall clock, in milliseconds since 1970. */
    public long clockMillis() {
        Fault offset = used ? table.ofNode(FaultKind.CLOCK_OFFSET, nowMillis()) : null;
        return System.currentTimeMillis() + (offset == null ? 0 : offset.offsetMillis());
    }
}
