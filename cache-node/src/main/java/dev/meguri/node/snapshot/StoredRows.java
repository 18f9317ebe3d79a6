package dev.meguri.node.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Which rows the snapshot has of each group of slots. Not thread-safe. */
final class StoredRows {
    /** @param id rows of a group count in this order */
    record Row(long id, int bytes) {}

    private final List<List<Row>> rows = new ArrayList<>();
    private final long[] bytes = new long[SlotGroups.COUNT];
    private long lastId;
    private long count;

    StoredRows() {
        for (int group = 0; group < SlotGroups.COUNT; group++) {
            rows.add(new ArrayList<>(2));
        }
    }

    static StoredRows read(Connection connection) throws SQLException {
        StoredRows rows = new StoredRows();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, slots, length(bytes) FROM change ORDER BY id")) {
            while (row.next()) {
                rows.add(Math.floorMod(row.getInt(2), SlotGroups.COUNT), row.getLong(1), row.getInt(3));
            }
        }
        return rows;
    }

    long nextId() {
        return lastId + 1;
    }

    void add(int group, long id, int rowBytes) {
        rows.get(group).add(new Row(id, rowBytes));
        bytes[group] += rowBytes;
        lastId = Math.max(lastId, id);
        count++;
    }

    /** Forgets the rows of a group, and returns them. */
    List<Row> remove(int group) {
        List<Row> before = rows.set(group, new ArrayList<>(2));
        bytes[group] = 0;
        count -= before.size();
        return before;
    }

    List<Row> of(int group) {
        return rows.get(group);
    }

    long bytes(int group) {
        return bytes[group];
    }

    long count() {
        return count;
    }
}
