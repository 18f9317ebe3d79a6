package dev.meguri.manager.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.core.membership.ManagerRecord;
import dev.meguri.core.membership.NodeRecord;
import dev.meguri.core.membership.StoredManager;
import dev.meguri.core.migration.JobTargets;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.PlannedNode;
import dev.meguri.wire.StateCodec;
import dev.meguri.wire.WireException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The machine's records as rows, and back. */
final class RecordRows {
    private static final String TERM = "term";
    private static final String ACTIVE_UNTIL = "active_until_millis";
    private static final String TARGETS = "targets";
    private static final String PLANNED = "planned";
    private static final String CARRIED = "carried";

    private final ObjectMapper json;

    RecordRows(ObjectMapper json) {
        this.json = json;
    }

    void write(Connection connection, ManagerRecord stored, long nowMillis)
            throws SQLException, JsonProcessingException {
        switch (stored) {
            case ManagerRecord.State r -> {
                try (PreparedStatement row = connection.prepareStatement(
                        "INSERT OR REPLACE INTO state(term, ring_version, stored_millis, body) VALUES (?, ?, ?, ?)")) {
                    row.setLong(1, r.state().term());
                    row.setLong(2, r.state().ringVersion());
                    row.setLong(3, nowMillis);
                    row.setBytes(4, StateCodec.encode(r.state()));
                    row.executeUpdate();
                }
            }
            case ManagerRecord.Node r -> write(connection, r.node());
            case ManagerRecord.Job r -> write(connection, r.job());
            case ManagerRecord.Term r -> put(connection, TERM, Long.toString(r.term()));
            case ManagerRecord.ActiveUntil r -> put(connection, ACTIVE_UNTIL, Long.toString(r.millis()));
            case ManagerRecord.Targets r -> put(connection, TARGETS, json.writeValueAsString(r.targets()));
            case ManagerRecord.Carried r -> put(connection, CARRIED, json.writeValueAsString(r.epochs()));
            case ManagerRecord.Planned r -> put(connection, PLANNED, json.writeValueAsString(r.nodes()));
        }
    }

    private static void write(Connection connection, NodeRecord node) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("INSERT OR REPLACE INTO"
                + " node(node_id, incarnation, process_id, draining, active_before) VALUES (?, ?, ?, ?, ?)")) {
            row.setString(1, node.nodeId());
            row.setLong(2, node.incarnation());
            row.setString(3, node.processId());
            row.setBoolean(4, node.draining());
            row.setBoolean(5, node.activeBefore());
            row.executeUpdate();
        }
    }

    private static void write(Connection connection, RebalanceJob job) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("INSERT OR REPLACE INTO job(id, state, reason, slots,"
                + " slots_done, copies, least_copies, started_millis, finished_millis)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            row.setLong(1, job.id());
            row.setString(2, job.state().name());
            row.setString(3, job.reason());
            row.setInt(4, job.slots());
            row.setInt(5, job.slotsDone());
            row.setInt(6, job.copies());
            row.setInt(7, job.leastCopies());
            row.setLong(8, job.startedAtMillis());
            row.setLong(9, job.finishedAtMillis());
            row.executeUpdate();
        }
    }

    private static void put(Connection connection, String name, String value) throws SQLException {
        try (PreparedStatement row =
                connection.prepareStatement("INSERT OR REPLACE INTO setting(name, value) VALUES (?, ?)")) {
            row.setString(1, name);
            row.setString(2, value);
            row.executeUpdate();
        }
    }

    StoredManager load(Connection connection) throws SQLException, WireException, JsonProcessingException {
        StoredManager stored = StoredManager.EMPTY;
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("SELECT body FROM state ORDER BY term DESC, ring_version DESC LIMIT 1")) {
                if (row.next()) {
                    stored = stored.with(new ManagerRecord.State(StateCodec.decode(row.getBytes(1))));
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT node_id, incarnation, process_id, draining, active_before FROM node ORDER BY node_id")) {
                while (row.next()) {
                    stored = stored.with(new ManagerRecord.Node(new NodeRecord(
                            row.getString(1), row.getLong(2), row.getString(3), row.getBoolean(4), row.getBoolean(5))));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT * FROM job ORDER BY id DESC LIMIT 1")) {
                if (row.next()) {
                    stored = stored.with(new ManagerRecord.Job(job(row)));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT name, value FROM setting ORDER BY name")) {
                while (row.next()) {
                    stored = withSetting(stored, row.getString(1), row.getString(2));
                }
            }
        }
        return stored;
    }

    private StoredManager withSetting(StoredManager stored, String name, String value) throws JsonProcessingException {
        return switch (name) {
            case TERM -> stored.with(new ManagerRecord.Term(Long.parseLong(value)));
            case ACTIVE_UNTIL -> stored.with(new ManagerRecord.ActiveUntil(Long.parseLong(value)));
            case TARGETS -> stored.with(new ManagerRecord.Targets(json.readValue(value, JobTargets.class)));
            case PLANNED ->
                stored.with(
                        new ManagerRecord.Planned(json.readValue(value, new TypeReference<List<PlannedNode>>() {})));
            case CARRIED ->
                stored.with(
                        new ManagerRecord.Carried(json.readValue(value, new TypeReference<Map<Integer, Long>>() {})));
            default -> stored;
        };
    }

    static RebalanceJob job(ResultSet row) throws SQLException {
        return new RebalanceJob(
                row.getLong("id"),
                RebalanceJob.State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getInt("slots"),
                row.getInt("slots_done"),
                row.getInt("copies"),
                row.getInt("least_copies"),
                row.getLong("started_millis"),
                row.getLong("finished_millis"));
    }
}
