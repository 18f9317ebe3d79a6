package dev.meguri.manager;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.manager.config.ManagerConfig;
import dev.meguri.manager.driver.EventFeed;
import dev.meguri.manager.driver.ManagerLoop;
import dev.meguri.manager.driver.Picture;
import dev.meguri.manager.node.OpenConnections;
import dev.meguri.manager.store.CorruptDatabaseException;
import dev.meguri.manager.store.DatabaseCheck;
import dev.meguri.manager.store.SqliteStore;
import dev.meguri.manager.store.StoreException;
import dev.meguri.service.start.DataFolder;
import dev.meguri.service.start.StartFailure;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteDataSource;

/** Start and stop of the one manager of this process: the folder's lock, the database, the loop. */
@Singleton
public class Manager {
    private static final Logger LOG = Logger.getLogger(Manager.class);

    private final String dataDir;
    private final ManagerConfig config;
    private final ObjectMapper json;
    private final SqliteStore store;
    private final OpenConnections connections;
    private final EventFeed feed;
    private DataFolder folder;
    private ManagerLoop loop;

    Manager(
            @ConfigProperty(name = "meguri.data-dir") String dataDir,
            ManagerConfig config,
            ObjectMapper json,
            SqliteStore store,
            OpenConnections connections,
            EventFeed feed) {
        this.dataDir = dataDir;
        this.config = config;
        this.json = json;
        this.store = store;
        this.connections = connections;
        this.feed = feed;
    }

    void start(@Observes StartupEvent event) {
        ManagerSettings settings = settings();
        folder = DataFolder.open(dataDir, "manager");
        boolean databaseLost = !databaseIsWhole();
        loop = new ManagerLoop(settings, store, connections, feed, databaseLost);
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        if (loop != null) {
            loop.stop();
        }
        if (folder != null) {
            folder.close();
        }
    }

    public ManagerLoop loop() {
        return loop;
    }

    public Picture picture() {
        return loop.picture();
    }

    private ManagerSettings settings() {
        try {
            return config.settings();
        } catch (IllegalArgumentException e) {
            throw new StartFailure("a setting of meguri.manager is out of range: " + e.getMessage());
        }
    }

    /** Sets a database aside that cannot be trusted. A full disk is none of that: the loop tries until it works. */
    private boolean databaseIsWhole() {
        String fault = DatabaseCheck.fault(folder.database());
        if (fault == null) {
            try {
                // A connection of its own: one that a pool keeps would go on writing to a file that is set aside.
                SQLiteDataSource source = new SQLiteDataSource();
                source.setUrl("jdbc:sqlite:" + folder.database() + "?journal_mode=WAL&synchronous=FULL");
                new SqliteStore(source, json).load();
                return true;
            } catch (CorruptDatabaseException e) {
                fault = e.getMessage();
            } catch (StoreException e) {
                LOG.warn(e.getMessage());
                return true;
            }
        }
        DatabaseCheck.setAside(folder.database(), fault, System.currentTimeMillis());
        return false;
    }
}
