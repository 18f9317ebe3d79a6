package dev.meguri.ui.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.ui.cluster.ClusterWatch;
import dev.meguri.ui.cluster.Reasons;
import dev.meguri.ui.web.Outbound;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks all nodes the same at once, and waits until each has answered or has not. For worker threads. */
@ApplicationScoped
public class NodeRound {
    /** The nodes of the largest cluster that is watched whole: of more, the first ones by name. */
    public static final int MAX_NODES = 64;

    private static final Set<String> NOT_RUNNING = Set.of("DOWN", "REMOVED");

    private final ClusterWatch watch;
    private final Outbound outbound;
    private final ObjectMapper json;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    NodeRound(ClusterWatch watch, Outbound outbound, ObjectMapper json) {
        this.watch = watch;
        this.outbound = outbound;
        this.json = json;
    }

    /**
     * @param document null: it could not be had
     * @param problem why not; null: it could
     * @param askedAtMillis by this server's clock, as is the next one
     */
    public record Answer<T>(String nodeId, T document, String problem, long askedAtMillis, long answeredAtMillis) {
        public boolean isThere() {
            return document != null;
        }
    }

    /** Of every node that should be running, in no particular order. */
    public <T> List<Answer<T>> ask(String path, Class<T> type, Duration timeout) {
        List<CompletableFuture<Answer<T>>> asked = watch.nodes().stream()
                .filter(node -> !NOT_RUNNING.contains(node.state()))
                .sorted(Comparator.comparing(NodeView::nodeId))
                .limit(MAX_NODES)
                .map(node -> CompletableFuture.supplyAsync(() -> one(node, path, type, timeout), threads))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private <T> Answer<T> one(NodeView node, String path, Class<T> type, Duration timeout) {
        long asked = System.currentTimeMillis();
        try {
            HttpResponse<byte[]> response = outbound.send(
                    "GET",
                    NodeAddress.of(node, path),
                    Map.of(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON),
                    null,
                    timeout);
            long answered = System.currentTimeMillis();
            if (response.statusCode() != 200) {
                return new Answer<>(node.nodeId(), null, "it answered " + response.statusCode(), asked, answered);
            }
            return new Answer<>(node.nodeId(), json.readValue(response.body(), type), null, asked, answered);
        } catch (IOException e) {
            return new Answer<>(node.nodeId(), null, Reasons.of(e), asked, System.currentTimeMillis());
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
