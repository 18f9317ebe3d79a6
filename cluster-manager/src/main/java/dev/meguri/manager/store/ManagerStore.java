package dev.meguri.manager.store;

import dev.meguri.api.cluster.EventView;
import dev.meguri.core.membership.ManagerRecord;
import dev.meguri.core.membership.StoredManager;
import java.util.List;

/** What the manager's machine needs of its database. Blocks. Called by the driver's thread alone. */
public interface ManagerStore {
    /**
     * @throws StoreException when it cannot be read now
     * @throws CorruptDatabaseException when what is there cannot be understood
     */
    StoredManager load();

    /**
     * Stores all of it, synced to the disk, or nothing.
     *
     * @param events without ids
     * @return the events with the ids they got
     * @throws StoreException nothing was stored
     */
    List<EventView> write(List<ManagerRecord> records, List<EventView> events);
}
