package dev.meguri.node.snapshot;

import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.shard.CleanStop;
import dev.meguri.wire.StateCodec;
import dev.meguri.wire.WireException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import javax.sql.DataSource;

/**
 * What a node keeps on disk: its incarnation, the last cluster state, when the snapshot was complete, the mark of a
 * clean stop, and the snapshot itself ({@link SnapshotTable}). Blocks; never called on an event loop.
 */
public final class NodeDatabase {
    /** 0: what was written before there were versions; its snapshot is in another table ({@link OldSnapshotTable}). */
    static final int SCHEMA_VERSION = 1;

    private static final String INCARNATION = "incarnation";
    /** Not the name of schema 0, whose release would take a database without its rows for an empty memory that is complete. */
    static final String SNAPSHOT_MILLIS = "changesMillis";

    static final String CLEAN_STOP_MILLIS = "cleanStopMillis";
    static final String HYBRID_TIME = "hybridTime";

    private final DataSource source;

    public NodeDatabase(DataSource source) {
        this.source = source;
    }

    public Connection connect() throws SQLException {
        return source.getConnection();
    }

    public void createTables() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS state(id INTEGER PRIMARY KEY CHECK (id = 1),"
                    + " bytes BLOB NOT NULL, checksum INTEGER NOT NULL)");
            SnapshotTable.create(connection);
            StrongTable.create(connection);
            statement.execute("PRAGMA user_version = " + SCHEMA_VERSION);
        }
    }

    /** The last one issued to this node; 0: none. */
    public long incarnation() throws SQLException {
        try (Connection connection = connect()) {
            return number(connection, INCARNATION).orElse(0);
        }
    }

    /** When the snapshot was complete; 0: there is none. */
    public long snapshotMillis() throws SQLException {
        try (Connection connection = connect()) {
            String name = OldSnapshotTable.exists(connection) ? OldSnapshotTable.SNAPSHOT_MILLIS : SNAPSHOT_MILLIS;
            return number(connection, name).orElse(0);
        }
    }

    /**
     * What a clean stop stored of all shards; null: the last stop was not clean. Mark and images count once: they are gone
     * from the disk when this returns.
     *
     * @throws WireException when an image cannot be read
     */
    public CleanStop consumeCleanStop() throws SQLException, WireException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            boolean clean = number(connection, CLEAN_STOP_MILLIS).isPresent();
            CleanStop stop = clean
                    ? new CleanStop(
                            StrongTable.read(connection),
                            number(connection, HYBRID_TIME).orElse(0))
                    : null;
            delete(connection, CLEAN_STOP_MILLIS);
            StrongTable.clear(connection);
            connection.commit();
            return stop;
        }
    }

    public void setState(ClusterState state, long incarnation) throws SQLException {
        byte[] bytes = StateCodec.encode(state);
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT OR REPLACE INTO state(id, bytes, checksum) VALUES (1, ?, ?)")) {
                statement.setBytes(1, bytes);
                statement.setLong(2, checksum(bytes));
                statement.executeUpdate();
            }
            put(connection, INCARNATION, Long.toString(incarnation));
            connection.commit();
        }
    }

    /**
     * The last adopted state; null: none.
     *
     * @throws WireException when what is there cannot be read
     */
    public ClusterState state() throws SQLException, WireException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT bytes, checksum FROM state WHERE id = 1")) {
            if (!row.next()) {
                return null;
            }
            byte[] bytes = row.getBytes(1);
            if (checksum(bytes) != row.getLong(2)) {
                throw new WireException("the checksum of the cluster state is wrong");
            }
            return StateCodec.decode(bytes);
        }
    }

    static long checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue();
    }

    static void put(Connection connection, String name, String value) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR REPLACE INTO meta(name, value) VALUES (?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.executeUpdate();
        }
    }

    static void delete(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM meta WHERE name = ?")) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }

    private static String get(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    static OptionalLong number(Connection connection, String name) throws SQLException {
        String value = get(connection, name);
        try {
            return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw new SQLException(name + " is no number: " + value);
        }
    }
}
