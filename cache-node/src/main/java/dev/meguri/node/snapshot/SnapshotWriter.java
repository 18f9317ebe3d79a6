package dev.meguri.node.snapshot;

import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.CleanStop;
import dev.meguri.core.shard.Shard;
import dev.meguri.node.shard.ShardLoop;
import dev.meguri.node.shard.ShardPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Writes the slots that changed since the last time, all in one transaction: a snapshot is the old one or the new one, never
 * a mixture. Entries are copied on the shards' threads, a few slots per turn, and written on the caller's, which blocks.
 */
public final class SnapshotWriter {
    private static final Logger LOG = Logger.getLogger(SnapshotWriter.class);

    private final NodeDatabase database;
    private final ShardPool pool;
    private final SnapshotCounters counters;
    private final LongSupplier clock;
    /** Per slot: the change that is on disk. Replaced only after a commit. */
    private long[] stored = new long[Slots.COUNT];

    public SnapshotWriter(NodeDatabase database, ShardPool pool, SnapshotCounters counters, LongSupplier clock) {
        this.database = database;
        this.pool = pool;
        this.counters = counters;
        this.clock = clock;
    }

    /** What the shards hold now came from the disk: it need not be written again. */
    public synchronized void takeAsStored() {
        for (int i = 0; i < pool.shards(); i++) {
            int shard = i;
            pool.loop(shard)
                    .ask(s -> {
                        for (int slot = shard; slot < Slots.COUNT; slot += pool.shards()) {
                            stored[slot] = s.store().lastChange(slot);
                        }
                        return null;
                    })
                    .join();
        }
    }

    /**
     * Makes a snapshot.
     *
     * @param cleanStop whether it is the last one, and complete: the next start may trust it fully
     * @return false when it failed: it is logged and counted, the old snapshot stays, and the next call tries again
     */
    public synchronized boolean write(boolean cleanStop) {
        long startMillis = clock.getAsLong();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try {
                long[] next = stored.clone();
                long bytes = 0;
                for (int shard = 0; shard < pool.shards(); shard++) {
                    bytes += writeShard(connection, shard, next);
                }
                NodeDatabase.put(connection, NodeDatabase.SNAPSHOT_MILLIS, Long.toString(startMillis));
                if (cleanStop) {
                    long hybridTime = 0;
                    for (int shard = 0; shard < pool.shards(); shard++) {
                        CleanStop stop = pool.loop(shard).ask(Shard::close).join();
                        StrongTable.write(connection, stop.strong());
                        hybridTime = Math.max(hybridTime, stop.hybridTime());
                    }
                    NodeDatabase.put(connection, NodeDatabase.HYBRID_TIME, Long.toString(hybridTime));
                    NodeDatabase.put(connection, NodeDatabase.CLEAN_STOP_MILLIS, Long.toString(startMillis));
                }
                connection.commit();
                stored = next;
                counters.written.increment();
                counters.bytes.add(bytes);
                counters.lastMillis = startMillis;
                return true;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            counters.failed.increment();
            LOG.errorf(
                    "The snapshot could not be written (%s). The last one stays, the cache serves on, and it is tried again",
                    SqliteErrors.inWords(e));
            return false;
        }
    }

    /** A full disk makes SQLite roll back by itself, and then refuse to: the first failure is the one to report. */
    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private long writeShard(Connection connection, int shard, long[] next) throws SQLException {
        ShardLoop loop = pool.loop(shard);
        long bytes = 0;
        for (int slot = shard; slot < Slots.COUNT; ) {
            int from = slot;
            ChangedSlots changed = loop.ask(s -> ChangedSlots.collect(s.store(), from, pool.shards(), stored))
                    .join();
            for (ChangedSlots.Slot one : changed.slots()) {
                bytes += SnapshotTable.writeSlot(connection, one.slot(), one.entries());
                next[one.slot()] = one.change();
            }
            slot = changed.nextSlot();
        }
        return bytes;
    }
}
