package dev.meguri.node.snapshot;

import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.shard.ShardInput;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.Store;
import dev.meguri.core.version.HybridClock;
import dev.meguri.core.version.Version;
import dev.meguri.node.shard.ShardPool;
import dev.meguri.service.start.DataFolder;
import dev.meguri.service.start.StartFailure;
import dev.meguri.wire.OldSnapshotCodec;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One start of a node, as far as its data is concerned, at a time that the test tells. */
final class Life implements AutoCloseable {
    private static final long POOL_BYTES = 64L * 1024 * 1024;

    final SnapshotCounters counters = new SnapshotCounters();
    final NodeDatabase database;
    final SnapshotWriter writer;
    final Remembered remembered;

    private final long nowMillis;
    private final Vertx vertx = Vertx.vertx();
    private final DataFolder folder;
    private final AgroalDataSource source;
    private final ShardPool pool;
    private long changes;

    Life(Path path, long nowMillis, int shards) {
        this.nowMillis = nowMillis;
        this.folder = DataFolder.open(path.toString(), "node");
        try {
            this.source = AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(1)
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl("jdbc:sqlite:"
                                    + folder.database() + "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000"))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        this.pool = new ShardPool(
                vertx, "node-1", shards, POOL_BYTES, 1, () -> nowMillis, (peer, envelopes) -> {}, peer -> {});
        this.database = new NodeDatabase(source);
        try {
            this.remembered = new Recollection(folder, counters, pool).recall(nowMillis);
        } catch (StartFailure e) {
            closeFolder();
            throw e;
        }
        this.writer = new SnapshotWriter(database, pool, counters, () -> nowMillis);
    }

    private void closeFolder() {
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String key, String value) {
        merge(entry(key, version(++changes), value));
    }

    /** A value of an older version than all that were put before. */
    void putOld(String key, String value) {
        merge(entry(key, version(-1), value));
    }

    void remove(String key) {
        merge(Entry.tombstone(Key.of(key), version(++changes)));
    }

    void discard(String key) {
        store(key, store -> {
            store.discard(Key.of(key), Removal.LOST);
            return null;
        });
    }

    /** The slot of this key. */
    void drop(String key) {
        store(key, store -> store.drop(Key.of(key).slot(Slots.COUNT), Removal.MOVED));
    }

    Removal whyGone(String key) {
        return store(key, store -> store.whyGone(Key.of(key)));
    }

    private static Entry entry(String key, Version version, String value) {
        return Entry.value(Key.of(key), version, value.getBytes(StandardCharsets.UTF_8), "text/plain", 0);
    }

    private Version version(long change) {
        return new Version(HybridClock.ofMillis(nowMillis) + change, "node-1", 1);
    }

    private void merge(Entry entry) {
        store(entry.key().toString(), store -> store.merge(entry, nowMillis));
        // changes nothing any more, but the shard's clock hears of the version, as it would of a write
        pool.give(entry.key().slot(Slots.COUNT) % pool.shards(), new ShardInput.Restore(List.of(entry)))
                .join();
    }

    private <T> T store(String key, Function<Store, T> use) {
        return pool.ofSlot(Key.of(key).slot(Slots.COUNT))
                .ask(shard -> use.apply(shard.store()))
                .join();
    }

    /** Writes to the database over a connection of its own, again and again. */
    void storeUntil(BooleanSupplier done) {
        try (Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + folder.database() + "?busy_timeout=5000&synchronous=OFF");
                Statement statement = other.createStatement()) {
            while (!done.getAsBoolean()) {
                statement.execute("INSERT OR REPLACE INTO meta(name, value) VALUES ('other', 'x')");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes of all rows of the snapshot. */
    long storedBytes() {
        try (Connection connection = database.connect()) {
            StoredRows rows = StoredRows.read(connection);
            long bytes = 0;
            for (int group = 0; group < SlotGroups.COUNT; group++) {
                bytes += rows.bytes(group);
            }
            return bytes;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes of the database what an earlier release would leave that ran with it: with these keys, and our rows beside them. */
    void becomeSchema0(String... keys) throws SQLException {
        execute("INSERT INTO meta(name, value) SELECT 'snapshotMillis', value FROM meta WHERE name = 'changesMillis'");
        execute("PRAGMA user_version = 0");
        execute("CREATE TABLE chunk(slot INTEGER NOT NULL, part INTEGER NOT NULL,"
                + " bytes BLOB NOT NULL, checksum INTEGER NOT NULL, PRIMARY KEY (slot, part))");
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO chunk(slot, part, bytes, checksum) VALUES (?, 0, ?, ?)")) {
            for (String key : keys) {
                int slot = Key.of(key).slot(Slots.COUNT);
                byte[] bytes = OldSnapshotCodec.encode(slot, List.of(entry(key, version(0), "old")));
                insert.setInt(1, slot);
                insert.setBytes(2, bytes);
                insert.setLong(3, NodeDatabase.checksum(bytes));
                insert.executeUpdate();
            }
        }
    }

    /** Null: not there. */
    String get(String text) {
        Key key = Key.of(text);
        Entry entry = pool.loop(key.slot(Slots.COUNT) % pool.shards())
                .ask(shard -> shard.store().peek(key))
                .join();
        return entry == null ? null : new String(entry.value(), StandardCharsets.UTF_8);
    }

    /** Where the clock of the key's shard is. */
    long hybridTime(String key) {
        return pool.loop(Key.of(key).slot(Slots.COUNT) % pool.shards())
                .ask(shard -> shard.close().hybridTime())
                .join();
    }

    void forgetAll() {
        pool.giveAll(new ShardInput.StartEmpty()).join();
    }

    /** From now on the database is like one on a full disk. */
    void limitPages() throws SQLException {
        execute("PRAGMA max_page_count = 8");
    }

    void unlimitPages() throws SQLException {
        execute("PRAGMA max_page_count = 1000000");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        source.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
