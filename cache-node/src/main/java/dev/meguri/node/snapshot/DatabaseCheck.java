package dev.meguri.node.snapshot;

import dev.meguri.service.start.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/** Looks at the database before anything trusts it, and sets it aside where it is corrupt. Nothing is deleted. */
final class DatabaseCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);

    private DatabaseCheck() {}

    /**
     * What is wrong with the file; null: it is a whole SQLite database, or not there yet.
     *
     * @throws SQLException when it cannot be read for another reason than corruption: a lock, the disk, its rights
     */
    static String fault(Path database) throws SQLException {
        if (!Files.exists(database)) {
            return null;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = result.next() ? result.getString(1) : "no verdict";
            if (!"ok".equals(verdict)) {
                return "SQLite's check fails: " + verdict.replace('\n', ' ');
            }
            return ofVersion(statement);
        } catch (SQLException e) {
            if (SqliteErrors.isCorruption(e)) {
                return e.getMessage();
            }
            throw e;
        }
    }

    private static String ofVersion(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            int version = result.getInt(1);
            return version <= NodeDatabase.SCHEMA_VERSION
                    ? null
                    : "its schema has version " + version + ", written by a newer release; this one knows "
                            + NodeDatabase.SCHEMA_VERSION;
        }
    }

    /** Renames the database to {@code node.db.corrupt-<millis>}. */
    static void setAside(Path database, String why, long nowMillis) {
        String aside = DataFolder.setAside(database, "the snapshot", why, nowMillis);
        LOG.errorf(
                "The snapshot %s cannot be used (%s): set aside as %s. This node starts empty and is repaired by its peers",
                database, why, aside);
    }
}
