package dev.meguri.demo.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The policies of the demo's prefixes: made at the manager at the start, where nobody made others before. Tries until that has
 * worked, on a thread of its own. Policies outlive the demo and are known to the nodes: it starts without the manager, too.
 */
@ApplicationScoped
public class Policies {
    private static final Logger LOG = Logger.getLogger(Policies.class);

    /**
     * Quorum: two copies confirm each change and two are read, so that a session outlives any one node's memory, and after a death
     * is read as it was last written. Its changes are compare-and-sets, decided by the node that serves it. Strong would decide them
     * while the network is split, too; but sessions that nobody uses could not make room for others, and those of a cluster that was
     * killed whole would be gone, instead of seconds old.
     */
    public static final String SESSIONS = "session:";

    /** One copy confirms: what is lost is computed again. Bounded, so that pictures push nothing else out. */
    public static final String TILES = "demo:tile:";

    private static final Map<String, Map<String, Object>> WANTED = Map.of(
            SESSIONS, Map.of("preset", "quorum", "defaultTtl", "30m", "maxBytes", 64 << 20, "eviction", "lru"),
            TILES, Map.of("preset", "fast", "defaultTtl", "1h", "maxBytes", 64 << 20, "eviction", "tinylfu"));

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http;
    private final Caches caches;
    private final String managerUrl;
    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("demo-policies").factory());

    Policies(HttpClient http, Caches caches, @ConfigProperty(name = "meguri.manager.url") String managerUrl) {
        this.http = http;
        this.caches = caches;
        this.managerUrl = managerUrl;
    }

    /** Whether the prefix has a policy of its own, the demo's or somebody's: before that nothing is to be written there. */
    public boolean isThere(String prefix) {
        return there.contains(prefix) || (caches.shared().hasPolicy(prefix) && there.add(prefix));
    }

    void start(@Observes StartupEvent event) {
        thread.schedule(this::makeThem, 0, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void makeThem() {
        boolean all = true;
        for (String prefix : WANTED.keySet()) {
            all &= there.contains(prefix) || make(prefix);
        }
        if (!all && !thread.isShutdown()) {
            thread.schedule(this::makeThem, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** True: the manager has one now. The nodes hear of it in a moment, and {@link #isThere} asks them. */
    private boolean make(String prefix) {
        URI uri = URI.create(managerUrl + "/api/cluster/policies/" + prefix);
        try {
            int status = http.send(
                            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 404) {
                return status == 200;
            }
            byte[] document = json.writeValueAsBytes(WANTED.get(prefix));
            HttpResponse<String> made = http.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(document))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (made.statusCode() < 300) {
                LOG.infof("Made the policy of %s", prefix);
                return true;
            }
            LOG.warnf("The manager refuses the policy of %s: %s", prefix, made.body());
        } catch (IOException unreachable) {
            LOG.debugf("The manager at %s cannot be asked: %s", managerUrl, unreachable.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
