package dev.meguri.node.snapshot;

import dev.meguri.core.store.Entry;
import dev.meguri.core.store.SlotChanges;
import dev.meguri.node.NodeLimits;
import dev.meguri.wire.SnapshotEncoder;
import dev.meguri.wire.WireException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The rows of the snapshot, each of one group of slots: changes in the order in which they were taken, the last word on a key
 * being true. Each has a checksum, and how many there are is stored with them, so that a lost row is found. Blocks.
 */
final class SnapshotTable implements AutoCloseable {
    private static final String ROWS = "snapshotRows";

    private final Connection connection;
    private final StoredRows stored;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;
    private long writtenBytes;

    /**
     * Within the caller's transaction.
     *
     * @param stored what is there; follows what is written here
     */
    SnapshotTable(Connection connection, StoredRows stored) throws SQLException {
        this.connection = connection;
        this.stored = stored;
        this.insert = connection.prepareStatement("INSERT INTO change(id, slots, bytes, checksum) VALUES (?, ?, ?, ?)");
        this.delete = connection.prepareStatement("DELETE FROM change WHERE id = ?");
        this.select = connection.prepareStatement("SELECT bytes, checksum FROM change WHERE id = ?");
    }

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS change(id INTEGER PRIMARY KEY, slots INTEGER NOT NULL,"
                    + " checksum INTEGER NOT NULL, bytes BLOB NOT NULL)");
        }
    }

    static void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM change");
        }
        NodeDatabase.delete(connection, ROWS);
        NodeDatabase.delete(connection, NodeDatabase.SNAPSHOT_MILLIS);
        NodeDatabase.delete(connection, NodeDatabase.CLEAN_STOP_MILLIS);
    }

    StoredRows stored() {
        return stored;
    }

    /** Bytes of rows written so far. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** @param changes in the order of {@link SlotGroups#slotAt} */
    void append(List<SlotChanges> changes) throws SQLException {
        SnapshotEncoder encoder = new SnapshotEncoder();
        int group = -1;
        for (SlotChanges one : changes) {
            if (SlotGroups.of(one.slot()) != group) {
                insert(group, encoder);
                encoder = new SnapshotEncoder();
                group = SlotGroups.of(one.slot());
            }
            if (one.whole()) {
                encoder.voidSlot(one.slot());
            }
            one.removed().forEach(encoder::removed);
            for (Entry entry : one.entries()) {
                if (encoder.size() >= NodeLimits.MAX_ROW_BYTES) {
                    insert(group, encoder);
                    encoder = new SnapshotEncoder();
                }
                encoder.entry(entry);
            }
        }
        insert(group, encoder);
    }

    private void insert(int group, SnapshotEncoder encoder) throws SQLException {
        if (encoder.size() == 0) {
            return;
        }
        byte[] bytes = encoder.toByteArray();
        long id = stored.nextId();
        insert.setLong(1, id);
        insert.setInt(2, group);
        insert.setBytes(3, bytes);
        insert.setLong(4, checksum(id, group, bytes));
        insert.executeUpdate();
        stored.add(group, id, bytes.length);
        writtenBytes += bytes.length;
    }

    void deleteGroup(int group) throws SQLException {
        for (StoredRows.Row row : stored.remove(group)) {
            delete.setLong(1, row.id());
            delete.executeUpdate();
        }
    }

    /** After the last change of the transaction. */
    void finish() throws SQLException {
        NodeDatabase.put(connection, ROWS, Long.toString(stored.count()));
    }

    /** @throws WireException when rows are missing; nothing of the snapshot is to be trusted then */
    void requireAll() throws SQLException, WireException {
        long expected = NodeDatabase.number(connection, ROWS).orElse(0);
        if (stored.count() != expected) {
            throw new WireException("the snapshot has " + stored.count() + " rows instead of " + expected);
        }
    }

    /** @throws WireException when a row is not what was written; nothing of the snapshot is to be trusted then */
    GroupImage read(int group) throws SQLException, WireException {
        GroupImage image = new GroupImage(group);
        for (StoredRows.Row stored : stored.of(group)) {
            select.setLong(1, stored.id());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new WireException("row " + stored.id() + " of the snapshot is gone");
                }
                byte[] bytes = row.getBytes(1);
                if (checksum(stored.id(), group, bytes) != row.getLong(2)) {
                    throw new WireException("the checksum of row " + stored.id() + " of the snapshot is wrong");
                }
                image.add(bytes);
            }
        }
        return image;
    }

    private static long checksum(long id, int group, byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return crc.getValue() ^ (id * SlotGroups.COUNT + group) << Integer.SIZE;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        delete.close();
        select.close();
    }
}
