package dev.meguri.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.cluster.ClusterView;
import dev.meguri.api.cluster.NodeView;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The addresses of the cache nodes: those of the configuration, else those that the manager knows. The last good list is
 * kept while the manager is away. Any thread may call; one at a time asks the manager.
 */
@ApplicationScoped
public class NodeDirectory {
    private static final Logger LOG = Logger.getLogger(NodeDirectory.class);

    /** Too short: the manager is asked for nothing; too long: a new node idles. */
    private static final long REFRESH_NANOS = Duration.ofSeconds(2).toNanos();

    /** How long a node that failed is tried last. */
    private static final long REST_NANOS = Duration.ofSeconds(3).toNanos();

    private final HttpClient http;
    private final String managerUrl;
    private final boolean fixed;
    private final ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final Map<String, Long> failedAtNanos = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicLong nextRefreshNanos = new AtomicLong(System.nanoTime());
    private volatile List<String> addresses;

    NodeDirectory(
            HttpClient http,
            @ConfigProperty(name = "meguri.manager.url") String managerUrl,
            @ConfigProperty(name = "meguri.nodes") Optional<List<String>> nodes) {
        this.http = http;
        this.managerUrl = managerUrl;
        this.fixed = nodes.isPresent();
        this.addresses = nodes.orElse(List.of());
    }

    /** Where to try, in this order: nodes in turn, those that failed a moment ago last. Empty: none is known. */
    List<String> inOrder() {
        refreshIfDue();
        List<String> order = new ArrayList<>(addresses);
        Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), Math.max(1, order.size())));
        long now = System.nanoTime();
        order.sort((a, b) -> Boolean.compare(rests(a, now), rests(b, now)));
        return order;
    }

    void failed(String address) {
        failedAtNanos.put(address, System.nanoTime());
    }

    void answered(String address) {
        failedAtNanos.remove(address);
    }

    private boolean rests(String address, long nowNanos) {
        Long failedAt = failedAtNanos.get(address);
        return failedAt != null && nowNanos - failedAt < REST_NANOS;
    }

    private void refreshIfDue() {
        if (fixed) {
            return;
        }
        long due = nextRefreshNanos.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextRefreshNanos.compareAndSet(due, now + REFRESH_NANOS)) {
            refresh();
        }
    }

    private void refresh() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(managerUrl + "/api/cluster"))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                adopt(json.readValue(answer.body(), ClusterView.class));
            }
        } catch (IOException unreachable) {
            LOG.debugf("The manager at %s cannot be asked: %s", managerUrl, unreachable.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void adopt(ClusterView cluster) {
        List<String> found = cluster.nodes().stream()
                .filter(node -> serves(node.state()))
                .map(NodeDirectory::addressOf)
                .toList();
        if (!found.isEmpty()) {
            addresses = found;
            failedAtNanos.keySet().retainAll(found);
        }
    }

    private static boolean serves(String state) {
        return "ACTIVE".equals(state) || "LEAVING".equals(state) || "SUSPECT".equals(state);
    }

    private static String addressOf(NodeView node) {
        return "http://" + node.host() + ":" + node.httpPort();
    }
}
