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

    /** Whether the file is a whole SQLite database (or is not there yet). */
    static boolean isWhole(Path database) {
        if (!Files.exists(database)) {
            return true;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            return result.next() && "ok".equals(result.getString(1));
        } catch (SQLException e) {
            return false;
        }
    }

    /** Renames the database to {@code node.db.corrupt-<millis>}. */
    static void setAside(Path database, String why, long nowMillis) {
        String aside = DataFolder.setAside(database, "the snapshot", why, nowMillis);
        LOG.errorf(
                "The snapshot %s is corrupt (%s): set aside as %s. This node starts empty and is repaired by its peers",
                database, why, aside);
    }
}
