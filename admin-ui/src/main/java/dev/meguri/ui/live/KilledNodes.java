package dev.meguri.ui.live;

import dev.meguri.api.lab.LiveFaults.KilledNode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.process.ProcessResource;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The nodes that the lab killed, and starts again when their time is over: a dead process cannot heal itself. Where this server
 * ends before that, they stay dead until somebody starts them. Any worker thread calls.
 */
@ApplicationScoped
public class KilledNodes {
    static final int MAX_KILLED = 64;
    private static final Logger LOG = Logger.getLogger(KilledNodes.class);

    private final Consumer<String> kill;
    private final Consumer<String> start;
    private final LongSupplier millis;
    private final Executor starters;
    private final ExecutorService owned;
    /** When each is to be started, by steady time. Guarded by this. */
    private final Map<String, Long> dueMillis = new TreeMap<>();
    /** Those that are being started. Guarded by this. */
    private final List<String> starting = new ArrayList<>();

    @Inject
    KilledNodes(ProcessResource processes) {
        this.kill = processes::kill;
        this.start = processes::start;
        this.millis = () -> System.nanoTime() / 1_000_000;
        this.owned = Executors.newVirtualThreadPerTaskExecutor();
        this.starters = owned;
    }

    /** For tests: what kills and starts, what time it is, and who waits for a start. */
    KilledNodes(Consumer<String> kill, Consumer<String> start, LongSupplier millis, Executor starters) {
        this.kill = kill;
        this.start = start;
        this.millis = millis;
        this.starters = starters;
        this.owned = null;
    }

    /** @throws ProblemException of the launcher, {@code node_not_found}, or {@code invalid_request} */
    void kill(String nodeId, long durationMillis) {
        synchronized (this) {
            LabCheck.require(
                    dueMillis.containsKey(nodeId) || dueMillis.size() < MAX_KILLED,
                    "nodeId",
                    "at most " + MAX_KILLED + " nodes are dead at once");
        }
        kill.accept(nodeId);
        synchronized (this) {
            dueMillis.put(nodeId, millis.getAsLong() + durationMillis);
        }
    }

    /** All are due now. */
    void startAll() {
        synchronized (this) {
            dueMillis.replaceAll((node, due) -> Math.min(due, millis.getAsLong()));
        }
        startDue();
    }

    void start(String nodeId) {
        synchronized (this) {
            dueMillis.computeIfPresent(nodeId, (node, due) -> Math.min(due, millis.getAsLong()));
        }
        startDue();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void startDue() {
        List<String> due = new ArrayList<>();
        synchronized (this) {
            long now = millis.getAsLong();
            dueMillis.forEach((node, at) -> {
                if (at <= now && !starting.contains(node)) {
                    due.add(node);
                }
            });
            starting.addAll(due);
        }
        due.forEach(node -> starters.execute(() -> startNow(node)));
    }

    private void startNow(String node) {
        try {
            start.accept(node);
        } catch (ProblemException e) {
            // It runs already, or the launcher's words are in its log: the nodes page shows it, and can start it.
            LOG.warnf("%s was killed by the lab and could not be started: %s", node, e.getMessage());
        } finally {
            synchronized (this) {
                starting.remove(node);
                dueMillis.remove(node);
            }
        }
    }

    /** By name. */
    synchronized List<KilledNode> killed() {
        long now = millis.getAsLong();
        return dueMillis.entrySet().stream()
                .map(entry -> new KilledNode(entry.getKey(), Math.max(0, entry.getValue() - now)))
                .toList();
    }

    @PreDestroy
    void close() {
        if (owned != null) {
            owned.shutdownNow();
        }
    }
}
