package dev.meguri.node.snapshot;

import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.CleanStop;
import dev.meguri.core.shard.Shard;
import dev.meguri.core.store.SlotChanges;
import dev.meguri.node.shard.ShardPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Writes what changed since the last time, entry by entry, all in one transaction: a snapshot is the old one or the new one,
 * never a mixture. Entries are copied on the shards' threads, some of them per turn, and encoded and written on the caller's,
 * which blocks. Where much of what is stored is out of date, slots are written anew ({@link Compaction}).
 */
public final class SnapshotWriter {
    private static final Logger LOG = Logger.getLogger(SnapshotWriter.class);

    private final NodeDatabase database;
    private final ShardPool pool;
    private final SnapshotCounters counters;
    private final LongSupplier clock;
    /** What is on disk; null: to be looked up, because nothing was written yet or the last transaction failed. */
    private StoredRows stored;

    public SnapshotWriter(NodeDatabase database, ShardPool pool, SnapshotCounters counters, LongSupplier clock) {
        this.database = database;
        this.pool = pool;
        this.counters = counters;
        this.clock = clock;
    }

    /** Nothing is stored of what the shards hold: the next snapshot is to write all of it. */
    static void markWhole(ShardPool pool) {
        BitSet all = new BitSet();
        all.set(0, Slots.COUNT);
        markWhole(pool, all);
    }

    private static void markWhole(ShardPool pool, BitSet slots) {
        for (int shard = 0; shard < pool.shards(); shard++) {
            int own = shard;
            pool.loop(shard)
                    .ask(s -> {
                        slots.stream()
                                .filter(slot -> slot % pool.shards() == own)
                                .forEach(s.store()::changedWhole);
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
        BitSet taken = new BitSet();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try {
                // a write comes first: a transaction that began with reading fails where a state was written meanwhile
                NodeDatabase.put(connection, NodeDatabase.SNAPSHOT_MILLIS, Long.toString(startMillis));
                long bytes = writeChanges(connection, cleanStop, taken);
                if (cleanStop) {
                    writeStop(connection, startMillis);
                }
                connection.commit();
                counters.written.increment();
                counters.bytes.add(bytes);
                counters.lastMillis = startMillis;
                return true;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            stored = null;
            if (e instanceof SQLException) {
                markWhole(pool, taken);
            } else {
                // a shard failed, and whether it had taken something is not known
                markWhole(pool);
            }
            counters.failed.increment();
            LOG.errorf(
                    "The snapshot could not be written (%s). The last one stays, the cache serves on, and it is tried again",
                    SqliteErrors.inWords(e));
            return false;
        }
    }

    /** @param taken gets the slots whose changes count as saved from now on */
    private long writeChanges(Connection connection, boolean cleanStop, BitSet taken) throws SQLException {
        OldSnapshotTable.drop(connection);
        if (stored == null) {
            stored = StoredRows.read(connection);
        }
        try (SnapshotTable table = new SnapshotTable(connection, stored)) {
            for (int shard = 0; shard < pool.shards(); shard++) {
                append(table, new ChangedSlots.Range(shard, pool.shards(), 0, Slots.COUNT, false), taken);
            }
            if (!cleanStop) {
                compact(table, taken);
            }
            table.finish();
            return table.writtenBytes();
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

    private void append(SnapshotTable table, ChangedSlots.Range range, BitSet taken) throws SQLException {
        for (int position = range.from(); position < range.to(); ) {
            ChangedSlots.Range rest = range.from(position);
            ChangedSlots changed = pool.loop(range.shard())
                    .ask(s -> ChangedSlots.take(s.store(), rest))
                    .join();
            for (SlotChanges one : changed.slots()) {
                taken.set(one.slot());
            }
            table.append(changed.slots());
            position = changed.nextPosition();
        }
    }

    private void compact(SnapshotTable table, BitSet taken) throws SQLException {
        for (int group : Compaction.choose(table.stored(), liveBytes(), table.writtenBytes())) {
            table.deleteGroup(group);
            int from = group * SlotGroups.SLOTS_PER_GROUP;
            for (int shard = 0; shard < pool.shards(); shard++) {
                append(
                        table,
                        new ChangedSlots.Range(shard, pool.shards(), from, from + SlotGroups.SLOTS_PER_GROUP, true),
                        taken);
            }
        }
    }

    private long[] liveBytes() {
        long[] bytes = new long[SlotGroups.COUNT];
        for (int shard = 0; shard < pool.shards(); shard++) {
            int first = shard;
            pool.loop(shard)
                    .ask(s -> {
                        for (int slot = first; slot < Slots.COUNT; slot += pool.shards()) {
                            bytes[SlotGroups.of(slot)] += s.store().bytes(slot);
                        }
                        return null;
                    })
                    .join();
        }
        return bytes;
    }

    private void writeStop(Connection connection, long nowMillis) throws SQLException {
        long hybridTime = 0;
        for (int shard = 0; shard < pool.shards(); shard++) {
            CleanStop stop = pool.loop(shard).ask(Shard::close).join();
            StrongTable.write(connection, stop.strong());
            hybridTime = Math.max(hybridTime, stop.hybridTime());
        }
        NodeDatabase.put(connection, NodeDatabase.HYBRID_TIME, Long.toString(hybridTime));
        NodeDatabase.put(connection, NodeDatabase.CLEAN_STOP_MILLIS, Long.toString(nowMillis));
    }
}
