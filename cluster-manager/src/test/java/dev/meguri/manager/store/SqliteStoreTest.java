package dev.meguri.manager.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.cluster.EventView;
import dev.meguri.core.membership.ManagerRecord;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.membership.NodeRecord;
import dev.meguri.core.membership.StoredManager;
import dev.meguri.core.migration.JobTargets;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.PlannedNode;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.service.start.DataFolder;
import dev.meguri.service.start.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SqliteStoreTest {
    @TempDir
    Path folder;

    private SqliteStore store() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("manager.db"));
        return new SqliteStore(source, new ObjectMapper());
    }

    private static ClusterState state(long ringVersion) {
        Member member = new Member("node-1", 3, MemberState.ACTIVE, ringVersion, "localhost", 8101, 0, "", "zone", 100);
        return new ClusterState(
                "cluster",
                2,
                ringVersion,
                3,
                List.of(member),
                Collections.nCopies(16_384, SlotAssignment.stable(1, List.of("node-1"))),
                PolicyTable.defaults());
    }

    private static EventView event(String type) {
        return new EventView(0, type, 5, "node-1", 7, "It happened", Map.of("slots", List.of(1, 2)));
    }

    @Test
    void everyRecord_comesBackEqual() {
        List<ManagerRecord> records = List.of(
                new ManagerRecord.State(state(7)),
                new ManagerRecord.Term(2),
                new ManagerRecord.Node(new NodeRecord("node-1", 3, "process", true, true)),
                new ManagerRecord.ActiveUntil(123),
                new ManagerRecord.Job(
                        new RebalanceJob(1, RebalanceJob.State.RUNNING, "node_joined", 10, 3, 12, 11, 99, 0)),
                new ManagerRecord.Targets(new JobTargets(
                        1,
                        List.of(4, 5),
                        List.of(List.of("node-1"), List.of()),
                        List.of(List.of(), List.of("node-2")))),
                new ManagerRecord.Carried(Map.of(4, 17L)),
                new ManagerRecord.Planned(List.of(PlannedNode.eligible("node-1", "zone", 100))));
        SqliteStore store = store();
        assertEquals(StoredManager.EMPTY, store.load());
        store.write(records, List.of());

        StoredManager expected = StoredManager.EMPTY;
        for (ManagerRecord entry : records) {
            expected = expected.with(entry);
        }
        assertEquals(expected, store().load());
        assertEquals("node_joined", store.job(1).orElseThrow().reason());
    }

    @Test
    void events_areNumberedAndFound() {
        SqliteStore store = store();
        store.load();
        List<EventView> stored = store.write(List.of(), List.of(event("node_down"), event("node_added")));
        assertEquals(List.of(1L, 2L), stored.stream().map(EventView::id).toList());
        assertEquals(stored, store.newestEvents(10, null));
        assertEquals(List.of(stored.getFirst()), store.newestEvents(10, "node_down"));
        assertEquals(List.of(stored.getLast()), store.eventsAfter(1, 10));
    }

    @Test
    void pruning_keepsTheNewest() {
        SqliteStore store = store();
        store.load();
        for (int i = 1; i <= 5; i++) {
            store.write(List.of(new ManagerRecord.State(state(i))), List.of(event("node_down")));
        }
        store.prune(2, 1);
        assertEquals(
                List.of(4L, 5L),
                store.newestEvents(10, null).stream().map(EventView::id).toList());
        assertEquals(5, store.load().state().ringVersion());
    }

    @Test
    void failedWrite_storesNothing() throws Exception {
        SqliteStore store = store();
        store.load();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("manager.db"));
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE event");
        }
        assertThrows(
                StoreException.class,
                () -> store.write(List.of(new ManagerRecord.State(state(1))), List.of(event("node_down"))));
        assertNull(store.load().state());
    }

    @Test
    void fileThatIsNoDatabase_isSetAside() throws Exception {
        Path database = folder.resolve("manager.db");
        Files.writeString(database, "this is no database, and long enough to look like one ".repeat(100));
        String fault = DatabaseCheck.fault(database);
        assertNotNull(fault);
        DatabaseCheck.setAside(database, fault, 42);
        assertFalse(Files.exists(database));
        assertTrue(Files.exists(folder.resolve("manager.db.corrupt-42")));
        assertNull(DatabaseCheck.fault(database));
    }

    @Test
    void stateThatCannotBeRead_isCorruption() throws Exception {
        SqliteStore store = store();
        store.load();
        store.write(List.of(new ManagerRecord.State(state(1))), List.of());
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("manager.db"));
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE state SET body = x'ff00ff'");
        }
        assertThrows(CorruptDatabaseException.class, store::load);
    }

    @Test
    void secondManagerOnTheFolder_isRefused() throws Exception {
        try (DataFolder first = DataFolder.open(folder.toString(), "manager")) {
            StartFailure failure =
                    assertThrows(StartFailure.class, () -> DataFolder.open(folder.toString(), "manager"));
            assertTrue(failure.getMessage().contains("another running manager"));
            assertTrue(first.database().endsWith("manager.db"));
        }
        DataFolder.open(folder.toString(), "manager").close();
    }
}
