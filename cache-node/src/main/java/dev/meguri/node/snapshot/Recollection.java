package dev.meguri.node.snapshot;

import dev.meguri.core.message.ManagerMessage.Memory;
import dev.meguri.core.shard.CleanStop;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.shard.ShardSettings;
import dev.meguri.core.strong.AcceptorImage;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.service.start.DataFolder;
import dev.meguri.service.start.StartFailure;
import dev.meguri.service.time.SteadyClock;
import dev.meguri.wire.WireException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteDataSource;

/** Fills the shards from the database at the start, or sets the database aside where it cannot be trusted. Blocks. */
public final class Recollection {
    private static final Logger LOG = Logger.getLogger(Recollection.class);

    private final DataFolder folder;
    /** Connections of its own: one that a pool keeps would go on writing to a file that was set aside. */
    private final NodeDatabase database;

    private final SnapshotCounters counters;
    private final ShardPool pool;

    public Recollection(DataFolder folder, SnapshotCounters counters, ShardPool pool) {
        this.folder = folder;
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.database() + "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000");
        this.database = new NodeDatabase(source);
        this.counters = counters;
        this.pool = pool;
    }

    /** @throws StartFailure when the database can be neither used nor set aside */
    public Remembered recall(long nowMillis) {
        try {
            String fault = DatabaseCheck.fault(folder.database());
            if (fault != null) {
                setAside(fault, nowMillis);
            }
            database.createTables();
            return read(nowMillis);
        } catch (WireException e) {
            return startOver(e.getMessage(), nowMillis);
        } catch (SQLException e) {
            if (!SqliteErrors.isCorruption(e)) {
                throw unusable(e);
            }
            return startOver(e.getMessage(), nowMillis);
        }
    }

    private Remembered read(long nowMillis) throws SQLException, WireException {
        long snapshotMillis = database.snapshotMillis();
        CleanStop stop = database.consumeCleanStop();
        Memory memory =
                Remembered.memoryOf(stop != null, snapshotMillis, nowMillis, ShardSettings.DEFAULT_GRACE_MILLIS);
        Remembered remembered = new Remembered(memory, snapshotMillis, database.incarnation(), database.state());
        try (Connection connection = database.connect()) {
            if (memory == Memory.EMPTY) {
                SnapshotTable.clear(connection);
                OldSnapshotTable.drop(connection);
            } else {
                long beginMillis = SteadyClock.millis();
                long entries = new SnapshotReader(pool).read(connection);
                LOG.infof(
                        "Restored %d entries in %d ms, of a snapshot %d s old (%s)",
                        entries,
                        SteadyClock.millis() - beginMillis,
                        (nowMillis - snapshotMillis) / 1_000,
                        memory == Memory.CLEAN ? "clean stop" : "to be repaired by the peers");
            }
        }
        if (memory == Memory.CLEAN) {
            goOn(stop, remembered.incarnation());
        }
        counters.lastMillis = memory == Memory.EMPTY ? 0 : snapshotMillis;
        return remembered;
    }

    private void goOn(CleanStop stop, long incarnation) {
        for (int i = 0; i < pool.shards(); i++) {
            int shard = i;
            List<AcceptorImage> own = stop.strong().stream()
                    .filter(image -> image.slot() % pool.shards() == shard)
                    .toList();
            pool.give(shard, new ShardInput.GoOn(new CleanStop(own, stop.hybridTime()), incarnation))
                    .join();
        }
    }

    private Remembered startOver(String why, long nowMillis) {
        pool.giveAll(new ShardInput.StartEmpty()).join();
        setAside(why, nowMillis);
        try {
            database.createTables();
            return Remembered.NOTHING;
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private void setAside(String why, long nowMillis) {
        counters.corrupt.increment();
        DatabaseCheck.setAside(folder.database(), why, nowMillis);
    }

    private StartFailure unusable(SQLException e) {
        return new StartFailure("the database in meguri.data-dir " + folder.path() + " cannot be used ("
                + SqliteErrors.inWords(e) + "); free or allow space there, or name another folder");
    }
}
