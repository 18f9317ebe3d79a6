package dev.meguri.manager.store;

import dev.meguri.service.start.DataFolder;
import dev.meguri.service.start.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jboss.logging.Logger;

/** Looks at the database before anything trusts it, and sets it aside where it is corrupt. Nothing is deleted. */
public final class DatabaseCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_NOT_A_DATABASE = 26;

    private DatabaseCheck() {}

    /**
     * What is wrong with the file; null: it is whole, or not there yet.
     *
     * @throws StartFailure when it cannot be opened for another reason than corruption
     */
    public static String fault(Path database) {
        if (!Files.exists(database)) {
            return null;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = result.next() ? result.getString(1) : "no verdict";
            return "ok".equals(verdict) ? null : verdict;
        } catch (SQLException e) {
            int code = e.getErrorCode() & 0xff;
            if (code == SQLITE_CORRUPT || code == SQLITE_NOT_A_DATABASE) {
                return e.getMessage();
            }
            throw new StartFailure("the database " + database + " cannot be opened (" + e.getMessage()
                    + "); free the disk or the file, then start again");
        }
    }

    /** Renames the database to {@code manager.db.corrupt-<millis>}. */
    public static void setAside(Path database, String why, long nowMillis) {
        String aside = DataFolder.setAside(database, "the database", why, nowMillis);
        LOG.errorf(
                "The database %s is corrupt (%s): set aside as %s. The cluster is learned back from its nodes",
                database, why, aside);
    }
}
