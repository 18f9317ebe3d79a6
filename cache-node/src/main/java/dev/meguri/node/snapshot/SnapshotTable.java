package dev.meguri.node.snapshot;

import dev.meguri.core.limits.Limits;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.node.NodeLimits;
import dev.meguri.wire.SnapshotCodec;
import dev.meguri.wire.WireException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of the snapshot: each slot's entries in one or more chunks, each with a checksum. Blocks. */
final class SnapshotTable {
    /** Beside its value an entry takes at most so much. */
    private static final int ENTRY_OVERHEAD_BYTES = Limits.MAX_KEY_BYTES + Limits.MAX_CONTENT_TYPE_BYTES + 256;

    private SnapshotTable() {}

    /** Told each chunk in turn. */
    interface Reader {
        void chunk(int slot, List<Entry> entries);
    }

    /**
     * Replaces all that is stored of a slot. Part of the caller's transaction.
     *
     * @return bytes written
     */
    static long writeSlot(Connection connection, int slot, List<Entry> entries) throws SQLException {
        deleteSlot(connection, slot);
        long written = 0;
        int part = 0;
        List<Entry> chunk = new ArrayList<>();
        int chunkBytes = 0;
        for (Entry entry : entries) {
            int bytes =
                    entry.key().length() + entry.value().length + entry.trail().bytes() + ENTRY_OVERHEAD_BYTES;
            if (!chunk.isEmpty() && chunkBytes + bytes > NodeLimits.MAX_CHUNK_BYTES) {
                written += insert(connection, slot, part++, chunk);
                chunk.clear();
                chunkBytes = 0;
            }
            chunk.add(entry);
            chunkBytes += bytes;
        }
        return chunk.isEmpty() ? written : written + insert(connection, slot, part, chunk);
    }

    private static void deleteSlot(Connection connection, int slot) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM chunk WHERE slot = ?")) {
            delete.setInt(1, slot);
            delete.executeUpdate();
        }
    }

    private static long insert(Connection connection, int slot, int part, List<Entry> entries) throws SQLException {
        byte[] bytes = SnapshotCodec.encode(slot, entries);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO chunk(slot, part, bytes, checksum) VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, slot);
            insert.setInt(2, part);
            insert.setBytes(3, bytes);
            insert.setLong(4, NodeDatabase.checksum(bytes));
            insert.executeUpdate();
        }
        return bytes.length;
    }

    /** @throws WireException when a chunk is not what was written; nothing of the snapshot is to be trusted then */
    static void readAll(Connection connection, Reader reader) throws SQLException, WireException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT slot, bytes, checksum FROM chunk ORDER BY slot, part")) {
            while (row.next()) {
                int slot = row.getInt(1);
                byte[] bytes = row.getBytes(2);
                if (NodeDatabase.checksum(bytes) != row.getLong(3)) {
                    throw new WireException("the checksum of slot " + slot + " is wrong");
                }
                if (slot < 0 || slot >= Slots.COUNT) {
                    throw new WireException("there is no slot " + slot);
                }
                reader.chunk(slot, SnapshotCodec.decode(slot, bytes));
            }
        }
    }

    static void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM chunk");
        }
        NodeDatabase.delete(connection, NodeDatabase.SNAPSHOT_MILLIS);
        NodeDatabase.delete(connection, NodeDatabase.CLEAN_STOP_MILLIS);
    }
}
