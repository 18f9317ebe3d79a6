package dev.meguri.node.snapshot;

import dev.meguri.core.ring.ClusterState;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Keeps the last adopted state on disk, at most one a second: while slots move there are many, and a node that starts with
 * an older one hears the newest from the manager and its peers.
 */
public final class StateKeeper {
    private static final Logger LOG = Logger.getLogger(StateKeeper.class);
    static final long PERIOD_MILLIS = 1_000;

    /** Runs one task at a time, which may block. */
    public interface Worker {
        void run(long delayMillis, Runnable task);
    }

    private record Adopted(ClusterState state, long incarnation) {}

    private final NodeDatabase database;
    private final Worker worker;
    private final LongSupplier clock;
    private final AtomicReference<Adopted> pending = new AtomicReference<>();
    private volatile long writtenMillis = Long.MIN_VALUE / 2;

    /** @param clock milliseconds of a steady clock */
    public StateKeeper(NodeDatabase database, Worker worker, LongSupplier clock) {
        this.database = database;
        this.worker = worker;
        this.clock = clock;
    }

    /** From any thread; returns at once. */
    public void keep(ClusterState state, long incarnation) {
        if (pending.getAndSet(new Adopted(state, incarnation)) == null) {
            long dueMillis = writtenMillis + PERIOD_MILLIS;
            worker.run(Math.max(0, dueMillis - clock.getAsLong()), this::writePending);
        }
    }

    /** Writes now what is still waiting. Blocks. */
    public synchronized void writePending() {
        Adopted adopted = pending.getAndSet(null);
        if (adopted == null) {
            return;
        }
        writtenMillis = clock.getAsLong();
        try {
            database.setState(adopted.state(), adopted.incarnation());
        } catch (SQLException e) {
            LOG.errorf("The cluster state could not be written (%s); the next one will be", SqliteErrors.inWords(e));
        }
    }
}
