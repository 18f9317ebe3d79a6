package dev.meguri.node.snapshot;

import dev.meguri.core.strong.AcceptorImage;
import dev.meguri.wire.AcceptorImageCodec;
import dev.meguri.wire.WireException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a clean stop stores of strong slots (STRONG.md, rule 22): epochs, floors, promises and every register. Written with the
 * mark of the clean stop in one transaction; deleted, and that synced, before any of it is used: the images count once, like
 * the mark.
 */
final class StrongTable {
    private StrongTable() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS strong(slot INTEGER PRIMARY KEY,"
                    + " bytes BLOB NOT NULL, checksum INTEGER NOT NULL)");
        }
    }

    static void write(Connection connection, List<AcceptorImage> images) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR REPLACE INTO strong(slot, bytes, checksum) VALUES (?, ?, ?)")) {
            for (AcceptorImage image : images) {
                byte[] bytes = AcceptorImageCodec.encode(image);
                statement.setInt(1, image.slot());
                statement.setBytes(2, bytes);
                statement.setLong(3, NodeDatabase.checksum(bytes));
                statement.executeUpdate();
            }
        }
    }

    /** @throws WireException when one cannot be read: then none is to be trusted */
    static List<AcceptorImage> read(Connection connection) throws SQLException, WireException {
        List<AcceptorImage> images = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT slot, bytes, checksum FROM strong ORDER BY slot")) {
            while (row.next()) {
                byte[] bytes = row.getBytes(2);
                if (NodeDatabase.checksum(bytes) != row.getLong(3)) {
                    throw new WireException("the checksum of strong slot " + row.getInt(1) + " is wrong");
                }
                images.add(AcceptorImageCodec.decode(bytes));
            }
        }
        return images;
    }

    static void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM strong");
        }
    }
}
