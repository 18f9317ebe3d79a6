package dev.meguri.manager;

import dev.meguri.manager.config.ManagerConfig;
import dev.meguri.manager.store.SqliteStore;
import dev.meguri.manager.store.StoreException;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What is done now and then. */
@Singleton
public class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final Manager manager;
    private final ManagerConfig config;
    private final SqliteStore store;

    Housekeeping(Manager manager, ManagerConfig config, SqliteStore store) {
        this.manager = manager;
        this.config = config;
        this.store = store;
    }

    /** Health of the members: the machine looks at every heartbeat's age. Between these it wakes itself as it needs. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void checkMembers() {
        if (manager.loop() != null) {
            manager.loop().nudge();
        }
    }

    @Scheduled(every = "1m", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldRows() {
        if (manager.loop() == null || !manager.loop().listens()) {
            return;
        }
        try {
            store.prune(config.keepEvents(), config.keepStates());
        } catch (StoreException e) {
            LOG.warn(e.getMessage());
        }
    }

    @Scheduled(every = "24h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void compact() {
        try {
            store.vacuum();
        } catch (StoreException e) {
            LOG.warn(e.getMessage());
        }
    }
}
