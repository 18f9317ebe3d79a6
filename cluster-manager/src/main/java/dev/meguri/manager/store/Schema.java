package dev.meguri.manager.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables. {@code user_version} counts their shape, for migrations to come. */
final class Schema {
    private static final int VERSION = 1;

    private static final String[] TABLES = {
        // Every published ring version, the newest of the highest term being the current one.
        "CREATE TABLE IF NOT EXISTS state(term INTEGER NOT NULL, ring_version INTEGER NOT NULL,"
                + " stored_millis INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(term, ring_version))",
        "CREATE TABLE IF NOT EXISTS node(node_id TEXT PRIMARY KEY, incarnation INTEGER NOT NULL,"
                + " process_id TEXT NOT NULL, draining INTEGER NOT NULL, active_before INTEGER NOT NULL)",
        "CREATE TABLE IF NOT EXISTS job(id INTEGER PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL,"
                + " slots INTEGER NOT NULL, slots_done INTEGER NOT NULL, copies INTEGER NOT NULL,"
                + " least_copies INTEGER NOT NULL, started_millis INTEGER NOT NULL, finished_millis INTEGER NOT NULL)",
        "CREATE TABLE IF NOT EXISTS setting(name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS event(id INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL,"
                + " at_millis INTEGER NOT NULL, node_id TEXT, ring_version INTEGER NOT NULL, message TEXT NOT NULL,"
                + " details TEXT NOT NULL)",
        "CREATE INDEX IF NOT EXISTS event_type ON event(type, id)"
    };

    private Schema() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            statement.execute("PRAGMA user_version = " + VERSION);
        }
    }
}
