package dev.meguri.manager.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.cluster.EventView;
import dev.meguri.core.membership.ManagerInput;
import dev.meguri.core.membership.ManagerRecord;
import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.core.membership.StoredManager;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.message.Protocol;
import dev.meguri.core.policy.Policy;
import dev.meguri.manager.store.ManagerStore;
import dev.meguri.manager.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ManagerDriverTest {
    /** A disk that fills up when told to. */
    private static final class Disk implements ManagerStore {
        StoredManager stored = StoredManager.EMPTY;
        boolean full;

        @Override
        public StoredManager load() {
            return stored;
        }

        @Override
        public List<EventView> write(List<ManagerRecord> records, List<EventView> events) {
            if (full) {
                throw new StoreException("the disk is full", null);
            }
            for (ManagerRecord entry : records) {
                stored = stored.with(entry);
            }
            return events;
        }
    }

    private static final class Wires implements NodeConnections {
        final List<ManagerMessage> sent = new ArrayList<>();
        int closedAll;

        @Override
        public void send(long connectionId, ManagerMessage message) {
            sent.add(message);
        }

        @Override
        public void close(long connectionId) {}

        @Override
        public void closeAll() {
            closedAll++;
        }
    }

    private final Disk disk = new Disk();
    private final Wires wires = new Wires();
    private final ManagerSettings settings =
            ManagerSettings.DEFAULTS.with(new ManagerSettings.Formation(1, 1_000, 3, 64));
    private long now = 1_000;
    private final ManagerDriver driver = new ManagerDriver(settings, disk, wires, new EventFeed(), () -> now, false);

    private void form() {
        driver.start();
        driver.input(new ManagerInput.FromNode(
                1,
                new ManagerMessage.Register(
                        Protocol.VERSION,
                        "node-1",
                        "p",
                        "",
                        0,
                        ManagerMessage.Memory.EMPTY,
                        0,
                        0,
                        0,
                        "h",
                        1,
                        0,
                        "",
                        "",
                        100,
                        false)));
        assertNotNull(driver.picture().state());
    }

    private CompletableFuture<Long> putPolicy() {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        driver.command(id -> new ManagerInput.PutPolicy(id, policy()), answer);
        return answer;
    }

    private static Policy policy() {
        return new Policy(
                "a:",
                Policy.Consistency.EVENTUAL,
                3,
                1,
                1,
                0,
                0,
                0,
                1_024,
                Policy.Eviction.LRU,
                "lww",
                Policy.OnMajorityLoss.REFUSE);
    }

    @Test
    void fullDisk_answersStorageFailed_andTellsNobody() {
        form();
        long version = driver.picture().state().ringVersion();
        int sent = wires.sent.size();
        disk.full = true;

        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> putPolicy().get());
        assertInstanceOf(StoreException.class, failure.getCause());
        assertEquals(sent, wires.sent.size());
        assertEquals(1, wires.closedAll);
        assertFalse(driver.running());
        assertEquals("the disk is full", driver.picture().trouble());
        assertEquals(version, driver.picture().state().ringVersion());
        assertTrue(driver.picture().state().policies().named("a:").isEmpty());
        assertThrows(ExecutionException.class, () -> putPolicy().get());
    }

    @Test
    void diskWithRoomAgain_goesOnFromWhatIsStored() throws Exception {
        form();
        disk.full = true;
        assertThrows(ExecutionException.class, () -> putPolicy().get());
        now += 1_500;
        driver.wake();
        assertFalse(driver.running());

        disk.full = false;
        now += 1_500;
        driver.wake();
        assertTrue(driver.running());
        assertNull(driver.picture().trouble());
        assertEquals(2, disk.stored.term());
        CompletableFuture<Long> answer = putPolicy();
        now += 2_500;
        driver.wake();
        assertEquals(0, answer.get());
        assertTrue(disk.stored.state().policies().named("a:").isPresent());
        assertTrue(disk.stored.state().term() > 1);
    }
}
