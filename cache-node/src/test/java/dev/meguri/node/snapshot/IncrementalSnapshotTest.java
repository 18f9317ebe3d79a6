package dev.meguri.node.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.message.ManagerMessage.Memory;
import dev.meguri.core.store.Removal;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what changed is written, and what is read is what was there. */
class IncrementalSnapshotTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final int KEYS = 2_000;

    @TempDir
    Path folder;

    @Test
    void oneChangedKey_isAllThatIsWritten_alsoOfAFullSlot() {
        try (Life life = new Life(folder, NOW, 2)) {
            fill(life, "{slot}");
            assertTrue(life.writer.write(false));
            long before = life.counters.bytes.sum();
            life.put("{slot}7", "other");
            assertTrue(life.writer.write(false));
            long written = life.counters.bytes.sum() - before;
            assertTrue(written > 0 && written < 100, written + " bytes");
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals("other", life.get("{slot}7"));
            assertEquals("value 8", life.get("{slot}8"));
        }
    }

    @Test
    void writesOfAllKeys_overAndOver_doNotLetTheDatabaseGrow() {
        try (Life life = new Life(folder, NOW, 3)) {
            for (int round = 0; round < 60; round++) {
                for (int i = round % 4; i < KEYS; i += 4) {
                    life.put("key" + i, round + "x".repeat(500));
                }
                assertTrue(life.writer.write(false));
            }
            long stored = life.storedBytes();
            assertTrue(stored < 3L * KEYS * 500 + SlotGroups.COUNT * 16_384L, stored + " bytes");
            assertTrue(life.counters.bytes.sum() < 2.5 * 60 * KEYS / 4 * 540, "a change is written about twice");
        }
        try (Life life = new Life(folder, NOW, 2)) {
            for (int i = 0; i < KEYS; i++) {
                assertTrue(life.get("key" + i).startsWith((56 + i % 4) + "x"));
            }
        }
    }

    @Test
    void slotThatWasDropped_isNotInTheSnapshot_butWhatCameAfterwardsIs() {
        try (Life life = new Life(folder, NOW, 2)) {
            fill(life, "{slot}");
            life.put("elsewhere", "1");
            life.writer.write(false);
            life.drop("{slot}");
            life.put("{slot}5", "after");
            life.writer.write(false);
        }
        try (Life life = new Life(folder, NOW, 1)) {
            assertEquals("after", life.get("{slot}5"));
            assertNull(life.get("{slot}6"));
            assertEquals("1", life.get("elsewhere"));
        }
    }

    @Test
    void removedAndDiscardedKeys_doNotComeBack() {
        try (Life life = new Life(folder, NOW, 2)) {
            life.put("marked", "1");
            life.put("discarded", "1");
            life.writer.write(false);
            life.remove("marked");
            life.discard("discarded");
            life.writer.write(false);
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals(Removal.DELETED, life.whyGone("marked"));
            assertNull(life.get("discarded"));
        }
    }

    @Test
    void valueThatWasReplacedByAnOlderOne_afterItsSlotWasDropped_isTheOlderOne() {
        try (Life life = new Life(folder, NOW, 2)) {
            life.put("key", "newer");
            life.writer.write(false);
            life.discard("key");
            life.putOld("key", "older");
            life.writer.write(false);
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals("older", life.get("key"), "the last word counts, not the newest version");
        }
    }

    @Test
    void changesOfASnapshotThatFailed_areInTheNextOne() throws Exception {
        try (Life life = new Life(folder, NOW, 2)) {
            fill(life, "key");
            life.drop("key3");
            life.writer.write(false);
            life.limitPages();
            life.put("key1", "x".repeat(1_000_000));
            life.discard("key2");
            assertFalse(life.writer.write(false));
            life.unlimitPages();
            assertTrue(life.writer.write(false));
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals(1_000_000, life.get("key1").length());
            assertNull(life.get("key2"));
            assertNull(life.get("key3"));
            assertEquals("value 4", life.get("key4"));
        }
    }

    @Test
    void statesThatAreStoredMeanwhile_failNoSnapshot() throws Exception {
        try (Life life = new Life(folder, NOW, 2)) {
            AtomicBoolean done = new AtomicBoolean();
            Thread other = Thread.ofVirtual().start(() -> life.storeUntil(done::get));
            for (int i = 0; i < 100; i++) {
                life.put("key" + i, "value");
                assertTrue(life.writer.write(false));
            }
            done.set(true);
            other.join();
        }
    }

    @Test
    void rowThatIsMissing_setsTheSnapshotAside() throws Exception {
        try (Life life = new Life(folder, NOW, 2)) {
            fill(life, "key");
            life.writer.write(true);
            life.execute("DELETE FROM change WHERE id = 5");
        }
        assertNothingIsTrusted();
    }

    @Test
    void rowThatTookThePlaceOfAnother_setsTheSnapshotAside() throws Exception {
        try (Life life = new Life(folder, NOW, 2)) {
            fill(life, "key");
            life.writer.write(true);
            life.execute("UPDATE change SET (bytes, checksum, slots) ="
                    + " (SELECT bytes, checksum, slots FROM change WHERE id = 6) WHERE id = 5");
        }
        assertNothingIsTrusted();
    }

    @Test
    void databaseOfANewerRelease_isSetAside() throws Exception {
        try (Life life = new Life(folder, NOW, 2)) {
            fill(life, "key");
            life.writer.write(true);
            life.execute("PRAGMA user_version = " + (NodeDatabase.SCHEMA_VERSION + 1));
        }
        assertNothingIsTrusted();
    }

    @Test
    void snapshotOfSchema0_isRead_andWrittenAsTheNewOne() throws Exception {
        try (Life life = new Life(folder, NOW, 2)) {
            life.put("one", "1");
            life.put("removed since", "1");
            life.writer.write(true);
            life.becomeSchema0("one", "two");
        }
        for (int start = 0; start < 2; start++) {
            try (Life life = new Life(folder, NOW, 2)) {
                assertEquals(start == 0 ? Memory.CLEAN : Memory.WARM, life.remembered.memory());
                assertEquals("old", life.get("one"));
                assertEquals("old", life.get("two"));
                assertEquals(0, life.counters.corrupt.sum());
            }
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertTrue(life.writer.write(true));
            assertTrue(life.counters.bytes.sum() > 0, "all of it");
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals("old", life.get("two"));
            life.put("two", "new");
            life.writer.write(true);
        }
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals("new", life.get("two"));
            assertNull(life.get("removed since"));
        }
    }

    private void assertNothingIsTrusted() {
        try (Life life = new Life(folder, NOW, 2)) {
            assertEquals(Memory.EMPTY, life.remembered.memory());
            assertEquals(1, life.counters.corrupt.sum());
            assertNull(life.get("key1"));
            assertNull(life.get("key" + (KEYS - 1)));
        }
    }

    private static void fill(Life life, String prefix) {
        for (int i = 0; i < KEYS; i++) {
            life.put(prefix + i, "value " + i);
        }
    }
}
