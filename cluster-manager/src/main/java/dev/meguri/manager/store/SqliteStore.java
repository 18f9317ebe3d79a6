package dev.meguri.manager.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.cluster.EventView;
import dev.meguri.core.membership.ManagerRecord;
import dev.meguri.core.membership.StoredManager;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.wire.WireException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The manager's SQLite database: states, nodes, jobs, settings and the event log. Reads may come from any thread. */
@Singleton
public class SqliteStore implements ManagerStore {
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private final DataSource source;
    private final ObjectMapper json;
    private final RecordRows rows;

    @Inject
    public SqliteStore(DataSource source, ObjectMapper json) {
        this.source = source;
        this.json = json;
        this.rows = new RecordRows(json);
    }

    @Override
    public StoredManager load() {
        try (Connection connection = source.getConnection()) {
            Schema.create(connection);
            return rows.load(connection);
        } catch (SQLException e) {
            throw new StoreException("the database cannot be read: " + e.getMessage(), e);
        } catch (WireException | JsonProcessingException | IllegalArgumentException e) {
            throw new CorruptDatabaseException(e.getMessage(), e);
        }
    }

    @Override
    public List<EventView> write(List<ManagerRecord> records, List<EventView> events) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long nowMillis = System.currentTimeMillis();
                for (ManagerRecord stored : records) {
                    rows.write(connection, stored, nowMillis);
                }
                List<EventView> numbered = new ArrayList<>(events.size());
                for (EventView event : events) {
                    numbered.add(insert(connection, event));
                }
                connection.commit();
                connection.setAutoCommit(true);
                return numbered;
            } catch (SQLException | JsonProcessingException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new StoreException("the database cannot be written: " + e.getMessage(), e);
        }
    }

    /** A full disk makes SQLite roll back by itself, and then refuse to: the first failure is the one to report. */
    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private EventView insert(Connection connection, EventView event) throws SQLException, JsonProcessingException {
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO"
                + " event(type, at_millis, node_id, ring_version, message, details) VALUES (?, ?, ?, ?, ?, ?)"
                + " RETURNING id")) {
            row.setString(1, event.type());
            row.setLong(2, event.atMillis());
            row.setString(3, event.nodeId());
            row.setLong(4, event.ringVersion());
            row.setString(5, event.message());
            row.setString(6, json.writeValueAsString(event.details()));
            try (ResultSet id = row.executeQuery()) {
                id.next();
                return new EventView(
                        id.getLong(1),
                        event.type(),
                        event.atMillis(),
                        event.nodeId(),
                        event.ringVersion(),
                        event.message(),
                        event.details());
            }
        }
    }

    /** The newest, oldest first. @param type null: all */
    public List<EventView> newestEvents(int limit, String type) {
        return query(
                        "SELECT * FROM event WHERE ?1 IS NULL OR type = ?1 ORDER BY id DESC LIMIT ?2",
                        row -> {
                            row.setString(1, type);
                            row.setInt(2, limit);
                        },
                        this::event)
                .reversed();
    }

    /** Oldest first. */
    public List<EventView> eventsAfter(long id, int limit) {
        return query(
                "SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?",
                row -> {
                    row.setLong(1, id);
                    row.setInt(2, limit);
                },
                this::event);
    }

    /** Newest first. */
    public List<RebalanceJob> jobs(int limit) {
        return query("SELECT * FROM job ORDER BY id DESC LIMIT ?", row -> row.setInt(1, limit), RecordRows::job);
    }

    public Optional<RebalanceJob> job(long id) {
        return query("SELECT * FROM job WHERE id = ?", row -> row.setLong(1, id), RecordRows::job).stream()
                .findFirst();
    }

    /** Forgets all but the newest events and states. */
    public void prune(int keepEvents, int keepStates) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "DELETE FROM event WHERE id <= (SELECT max(id) FROM event) - " + Math.max(1, keepEvents));
            statement.executeUpdate("DELETE FROM state WHERE (term, ring_version) NOT IN (SELECT term, ring_version"
                    + " FROM state ORDER BY term DESC, ring_version DESC LIMIT " + Math.max(1, keepStates) + ")");
        } catch (SQLException e) {
            throw new StoreException("the database cannot be pruned: " + e.getMessage(), e);
        }
    }

    /** Gives freed pages back to the disk. Writers wait meanwhile. */
    public void vacuum() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
        } catch (SQLException e) {
            throw new StoreException("the database cannot be compacted: " + e.getMessage(), e);
        }
    }

    private EventView event(ResultSet row) throws SQLException {
        try {
            return new EventView(
                    row.getLong("id"),
                    row.getString("type"),
                    row.getLong("at_millis"),
                    row.getString("node_id"),
                    row.getLong("ring_version"),
                    row.getString("message"),
                    json.readValue(row.getString("details"), DETAILS));
        } catch (JsonProcessingException e) {
            throw new SQLException("details of event " + row.getLong("id") + " are no JSON", e);
        }
    }

    private interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Binder binder, Mapper<T> mapper) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            try (ResultSet rowSet = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rowSet.next()) {
                    found.add(mapper.map(rowSet));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StoreException("the database cannot be read: " + e.getMessage(), e);
        }
    }
}
