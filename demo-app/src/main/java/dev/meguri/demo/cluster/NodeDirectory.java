package dev.meguri.demo.cluster;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Where the nodes are: as the configuration has it, else as the manager knows. The last good answer is kept while the manager is
 * away. Any thread may call; one at a time asks the manager.
 */
@ApplicationScoped
public class NodeDirectory {
    private static final Logger LOG = Logger.getLogger(NodeDirectory.class);

    /** Too short: the manager is asked for nothing; too long: pages show an old state. */
    private static final long REFRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final HttpClient http;
    private final String managerUrl;
    private final Optional<List<String>> configured;
    private final ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final AtomicLong nextRefreshNanos = new AtomicLong(System.nanoTime());
    private volatile List<NodeView> nodes = List.of();
    private volatile boolean managerAnswers;

    NodeDirectory(
            HttpClient http,
            @ConfigProperty(name = "meguri.manager.url") String managerUrl,
            @ConfigProperty(name = "meguri.resp.nodes") Optional<List<String>> configured) {
        this.http = http;
        this.managerUrl = managerUrl;
        this.configured = configured;
    }

    /** The members as the manager last told. */
    public List<NodeView> nodes() {
        refreshIfDue();
        return nodes;
    }

    /** To the last question. */
    public boolean managerAnswers() {
        return managerAnswers;
    }

    /** "host:port" of the Redis protocol, to begin with. Empty: none is known yet. */
    List<String> respAddresses() {
        return configured.orElseGet(() -> nodes().stream()
                .filter(node -> node.respPort() > 0 && !"REMOVED".equals(node.state()))
                .map(NodeDirectory::respAddress)
                .toList());
    }

    /**
     * Where a node is for this process: where its peers reach it, as the manager has it. What nodes announce is for clients in
     * another network (containers announce ports of their host). Does not wait.
     */
    String whereabouts(String nodeId, String announced) {
        if (configured.isPresent()) {
            return announced;
        }
        return nodes.stream()
                .filter(node -> node.nodeId().equals(nodeId) && node.respPort() > 0)
                .map(NodeDirectory::respAddress)
                .findFirst()
                .orElse(announced);
    }

    /** Waits for the manager's answer, or a second, where the last is older than one. */
    void refreshIfDue() {
        long due = nextRefreshNanos.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextRefreshNanos.compareAndSet(due, now + REFRESH_NANOS)) {
            managerAnswers = refresh();
        }
    }

    private boolean refresh() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(managerUrl + "/api/cluster"))
                .timeout(TIMEOUT)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                nodes = List.copyOf(
                        json.readValue(answer.body(), ClusterView.class).nodes());
                return true;
            }
        } catch (IOException unreachable) {
            LOG.debugf("The manager at %s cannot be asked: %s", managerUrl, unreachable.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static String respAddress(NodeView node) {
        String host = node.host();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + node.respPort();
    }
}
