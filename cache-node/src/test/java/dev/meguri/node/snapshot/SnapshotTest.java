package dev.meguri.node.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage.Memory;
import dev.meguri.core.shard.ShardSettings;
import dev.meguri.service.start.StartFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final long GRACE = ShardSettings.DEFAULT_GRACE_MILLIS;

    @TempDir
    Path folder;

    @Test
    void whatWasWritten_isThereAtTheNextStart() {
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals(Memory.EMPTY, life.remembered.memory());
            life.put("a", "1");
            life.put("b", "x".repeat(100_000));
            assertTrue(life.writer.write(false));
        }
        try (Life life = new Life(folder, NOW + 1_000, 3)) {
            assertEquals(Memory.WARM, life.remembered.memory());
            assertEquals(NOW, life.remembered.snapshotMillis());
            assertEquals("1", life.get("a"));
            assertEquals(100_000, life.get("b").length());
        }
    }

    @Test
    void databaseThatIsLocked_isNotTakenForCorrupt() throws Exception {
        try (Life life = new Life(folder, NOW, 2)) {
            life.put("a", "1");
            life.writer.write(true);
        }
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("node.db"));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA locking_mode=EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            StartFailure failure = assertThrows(StartFailure.class, () -> new Life(folder, NOW, 3));
            assertTrue(failure.getMessage().contains("another process has locked it"), failure.getMessage());
        }
        try (Life life = new Life(folder, NOW, 3)) {
            assertEquals("1", life.get("a"));
        }
    }

    @Test
    void unchangedSlots_areNotWrittenAgain() {
        try (Life life = new Life(folder, NOW, 2)) {
            life.put("a", "1");
            life.writer.write(false);
            long bytes = life.counters.bytes.sum();
            assertTrue(bytes > 0);
            life.writer.write(false);
            assertEquals(bytes, life.counters.bytes.sum());
            life.put("a", "2");
            life.writer.write(false);
            assertTrue(life.counters.bytes.sum() > bytes);
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals("2", life.get("a"));
            life.writer.write(false);
            assertEquals(0, life.counters.bytes.sum(), "what was restored is stored already");
        }
    }

    @Test
    void removedKeys_areGoneFromTheSnapshot() {
        try (Life life = new Life(folder, NOW, 1)) {
            life.put("a", "1");
            life.writer.write(false);
            life.forgetAll();
            life.writer.write(false);
        }
        try (Life life = new Life(folder, NOW, 1)) {
            assertNull(life.get("a"));
        }
    }

    @Test
    void markOfACleanStop_countsOnce() {
        try (Life life = new Life(folder, NOW, 1)) {
            life.put("a", "1");
            life.writer.write(true);
        }
        try (Life life = new Life(folder, NOW + 2 * GRACE, 1)) {
            assertEquals(Memory.CLEAN, life.remembered.memory());
            assertEquals("1", life.get("a"));
        }
        try (Life life = new Life(folder, NOW + 2 * GRACE, 1)) {
            assertEquals(Memory.EMPTY, life.remembered.memory(), "the snapshot itself is past the grace");
            assertNull(life.get("a"));
        }
        try (Life life = new Life(folder, NOW, 1)) {
            assertEquals(Memory.EMPTY, life.remembered.memory(), "a snapshot that was not trusted is gone");
        }
    }

    @Test
    void wallClockThatWasSetBackMeanwhile_goesOnFromTheCleanStop() {
        long before;
        try (Life life = new Life(folder, NOW, 2)) {
            life.put("a", "1");
            before = life.hybridTime("a");
            assertTrue(before > 0);
            life.writer.write(true);
        }
        try (Life life = new Life(folder, NOW - 3_600_000, 2)) {
            assertTrue(life.hybridTime("a") >= before, "an hour back, and the same versions again");
        }
    }

    @Test
    void turnedBitInAValue_setsTheWholeSnapshotAside() throws Exception {
        try (Life life = new Life(folder, NOW, 2)) {
            for (int i = 0; i < 100; i++) {
                life.put("key" + i, "some value");
            }
            life.writer.write(true);
        }
        try (Life life = new Life(folder, NOW, 2);
                Connection connection = life.database.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE change SET bytes = zeroblob(20)"
                    + " WHERE id = (SELECT id FROM change ORDER BY slots DESC LIMIT 1)");
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals(Memory.EMPTY, life.remembered.memory());
            for (int i = 0; i < 100; i++) {
                assertNull(life.get("key" + i), "what was read before the damage was found is forgotten, too");
            }
            assertEquals(1, life.counters.corrupt.sum());
            assertEquals(1, setAside());
            assertTrue(life.writer.write(false), "the new database works");
        }
    }

    @Test
    void fileThatIsNoDatabase_isSetAside() throws IOException {
        Files.writeString(folder.resolve("node.db"), "this is no database ".repeat(1_000));
        try (Life life = new Life(folder, NOW, 1)) {
            assertEquals(Memory.EMPTY, life.remembered.memory());
            assertEquals(1, setAside());
            life.put("a", "1");
            assertTrue(life.writer.write(false));
        }
    }

    @Test
    void damagedPages_areSetAside() throws IOException {
        try (Life life = new Life(folder, NOW, 1)) {
            for (int i = 0; i < 500; i++) {
                life.put("key" + i, "some value");
            }
            life.writer.write(true);
        }
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("node.db").toFile(), "rw")) {
            for (long at = 4_096; at < file.length(); at += 512) {
                file.seek(at);
                file.writeLong(0x5a5a5a5a5a5a5a5aL);
            }
        }
        try (Life life = new Life(folder, NOW, 1)) {
            assertEquals(Memory.EMPTY, life.remembered.memory());
            assertEquals(1, setAside());
        }
    }

    @Test
    void databaseOfSomethingElse_isSetAside() throws Exception {
        try (Connection connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("node.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE meta(other TEXT)");
        }
        try (Life life = new Life(folder, NOW, 1)) {
            assertEquals(Memory.EMPTY, life.remembered.memory());
            assertEquals(1, setAside());
        }
    }

    @Test
    void fullDisk_failsTheSnapshotAndKeepsTheOldOne() throws Exception {
        try (Life life = new Life(folder, NOW, 2)) {
            life.put("a", "1");
            assertTrue(life.writer.write(false));
            life.limitPages();
            life.put("b", "x".repeat(1_000_000));
            assertFalse(life.writer.write(false));
            assertEquals(1, life.counters.failed.sum());
            assertEquals(1_000_000, life.get("b").length(), "the cache serves on");
            life.unlimitPages();
            assertTrue(life.writer.write(false), "tried again when there is room");
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals("1", life.get("a"));
            assertEquals(1_000_000, life.get("b").length());
        }
    }

    @Test
    void memoryOf_table() {
        List<Object[]> table = List.of(
                new Object[] {false, 0L, Memory.EMPTY},
                new Object[] {true, 0L, Memory.EMPTY},
                new Object[] {true, NOW - 10 * GRACE, Memory.CLEAN},
                new Object[] {false, NOW - GRACE + 1, Memory.WARM},
                new Object[] {false, NOW - GRACE, Memory.EMPTY});
        for (Object[] row : table) {
            assertEquals(row[2], Remembered.memoryOf((boolean) row[0], (long) row[1], NOW, GRACE));
        }
    }

    private long setAside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("node\\.db\\.corrupt-\\d+"))
                    .count();
        }
    }
}
