package dev.meguri.demo.cluster;

import dev.meguri.client.MeguriClient;
import dev.meguri.client.error.MeguriException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The clients of this process: connected in the background, as soon as nodes are known, and anew where the cluster was away for so
 * long that it may be another one. One thread of its own connects; callers do without meanwhile.
 */
@ApplicationScoped
public class Clients implements Caches {
    private static final Logger LOG = Logger.getLogger(Clients.class);

    /** Many: connections and threads; two are enough to show that the cluster decides who loads. */
    private static final int APPLICATIONS = 4;

    private static final Duration PERIOD = Duration.ofMillis(500);
    /** Of a call. A node's death is over sooner; a page is not to wait longer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    /** Short: a slow answer is asked for twice; long: a node that stands still holds its keys' calls up. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(400);
    /** Short: clients are thrown away that would find the cluster again by themselves. */
    private static final Duration ANEW_AFTER = Duration.ofSeconds(10);

    private final NodeDirectory nodes;
    private final Optional<String> password;
    private final List<ClientCache> caches = IntStream.range(0, APPLICATIONS)
            .mapToObj(i -> new ClientCache(System::nanoTime))
            .toList();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("demo-connects").factory());

    Clients(NodeDirectory nodes, @ConfigProperty(name = "meguri.resp.password") Optional<String> password) {
        this.nodes = nodes;
        this.password = password;
    }

    @Override
    public Cache shared() {
        return caches.getFirst();
    }

    @Override
    public List<Cache> ofApplications() {
        return List.copyOf(caches);
    }

    @Override
    public boolean isReachable() {
        return caches.getFirst().isReachable();
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::connect, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
        caches.forEach(cache -> cache.use(null));
    }

    private void connect() {
        try {
            // also for whereabouts: nodes join
            nodes.refreshIfDue();
            for (int i = 0; i < caches.size(); i++) {
                ClientCache cache = caches.get(i);
                if (!cache.isConnected() || cache.isAwayFor(ANEW_AFTER)) {
                    connect(cache, i + 1);
                }
                cache.probe();
            }
        } catch (MeguriException notYet) {
            LOG.debugf("The cluster cannot be reached yet: %s", notYet.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("The cluster could not be connected to", unexpected);
        }
    }

    private void connect(ClientCache cache, int number) {
        List<String> addresses = nodes.respAddresses();
        if (addresses.isEmpty()) {
            return;
        }
        MeguriClient client = MeguriClient.builder()
                .nodes(addresses.toArray(String[]::new))
                .name("meguri-demo-" + number)
                .password(password.orElse(null))
                .timeout(TIMEOUT)
                .attemptTimeout(ATTEMPT_TIMEOUT)
                .whereabouts(nodes::whereabouts)
                .build();
        cache.use(client);
        LOG.infof("Connected to the cluster as application %d of %d", number, APPLICATIONS);
    }
}
