package dev.meguri.node.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class StateKeeperTest {
    private record Task(long delayMillis, Runnable task) {}

    @TempDir
    Path folder;

    private final ArrayDeque<Task> tasks = new ArrayDeque<>();
    private long nowMillis = 5_000;
    private NodeDatabase database;
    private StateKeeper keeper;

    @BeforeEach
    void open() throws Exception {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("node.db"));
        database = new NodeDatabase(source);
        database.createTables();
        keeper = new StateKeeper(database, (delay, task) -> tasks.add(new Task(delay, task)), () -> nowMillis);
    }

    @Test
    void statesThatComeFast_areWrittenOnceASecond_theNewestOfThem() throws Exception {
        keeper.keep(state(1), 1);
        assertEquals(0, tasks.getFirst().delayMillis(), "the first at once");
        assertNull(database.state());
        tasks.removeFirst().task().run();
        assertEquals(1, database.state().ringVersion());

        nowMillis += 300;
        keeper.keep(state(2), 1);
        keeper.keep(state(3), 2);
        assertEquals(1, tasks.size());
        assertEquals(StateKeeper.PERIOD_MILLIS - 300, tasks.getFirst().delayMillis());
        tasks.removeFirst().task().run();
        assertEquals(3, database.state().ringVersion());
        assertEquals(2, database.incarnation());
    }

    @Test
    void stop_writesWhatStillWaits() throws Exception {
        keeper.keep(state(1), 1);
        tasks.removeFirst().task().run();
        keeper.keep(state(2), 1);
        keeper.writePending();
        assertEquals(2, database.state().ringVersion());
    }

    private static ClusterState state(long ringVersion) {
        return new ClusterState(
                "c",
                1,
                ringVersion,
                3,
                List.of(),
                List.of(SlotAssignment.stableOf(1, List.of())),
                PolicyTable.defaults());
    }
}
