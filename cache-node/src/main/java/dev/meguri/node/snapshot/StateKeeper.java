package dev.meguri.node.snapshot;

import dev.meguri.core.ring.ClusterState;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Keeps the last adopted state on disk. Of states that come faster than the disk takes them, the newest is written. */
public final class StateKeeper {
    private static final Logger LOG = Logger.getLogger(StateKeeper.class);

    private record Adopted(ClusterState state, long incarnation) {}

    private final NodeDatabase database;
    private final Executor worker;
    private final AtomicReference<Adopted> pending = new AtomicReference<>();

    /** @param worker runs one task at a time, and may block */
    public StateKeeper(NodeDatabase database, Executor worker) {
        this.database = database;
        this.worker = worker;
    }

    /** From any thread; returns at once. */
    public void keep(ClusterState state, long incarnation) {
        if (pending.getAndSet(new Adopted(state, incarnation)) == null) {
            worker.execute(this::writePending);
        }
    }

    /** Writes now what is still waiting. Blocks. */
    public synchronized void writePending() {
        Adopted adopted = pending.getAndSet(null);
        if (adopted == null) {
            return;
        }
        try {
            database.setState(adopted.state(), adopted.incarnation());
        } catch (SQLException e) {
            LOG.errorf("The cluster state could not be written (%s); the next one will be", SqliteErrors.inWords(e));
        }
    }
}
