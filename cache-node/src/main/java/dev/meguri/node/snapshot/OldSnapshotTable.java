package dev.meguri.node.snapshot;

import dev.meguri.core.store.Entry;
import dev.meguri.wire.OldSnapshotCodec;
import dev.meguri.wire.WireException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/** The rows of a snapshot of schema 0, each with entries of one slot: read once, and dropped by the first snapshot after that. */
final class OldSnapshotTable {
    static final String SNAPSHOT_MILLIS = "snapshotMillis";

    private OldSnapshotTable() {}

    static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'chunk'")) {
            return row.getInt(1) > 0;
        }
    }

    /** @throws WireException when a row is not what was written; nothing of the snapshot is to be trusted then */
    static void readAll(Connection connection, Consumer<List<Entry>> reader) throws SQLException, WireException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT slot, bytes, checksum FROM chunk ORDER BY slot, part")) {
            while (row.next()) {
                byte[] bytes = row.getBytes(2);
                if (NodeDatabase.checksum(bytes) != row.getLong(3)) {
                    throw new WireException("the checksum of slot " + row.getInt(1) + " is wrong");
                }
                reader.accept(OldSnapshotCodec.decode(row.getInt(1), bytes));
            }
        }
    }

    /** What is in the new table beside this one is older: an earlier release ran in between. */
    static void drop(Connection connection) throws SQLException {
        if (!exists(connection)) {
            return;
        }
        NodeDatabase.delete(connection, SNAPSHOT_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM change");
            statement.execute("DROP TABLE chunk");
        }
    }
}
