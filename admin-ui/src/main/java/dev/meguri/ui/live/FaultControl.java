package dev.meguri.ui.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.fault.FaultDirection;
import dev.meguri.api.fault.FaultKind;
import dev.meguri.api.fault.FaultList;
import dev.meguri.api.fault.FaultRequest;
import dev.meguri.api.fault.FaultView;
import dev.meguri.api.lab.LiveFaults;
import dev.meguri.api.lab.LiveFaults.NodeFaults;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.cluster.ClusterWatch;
import dev.meguri.ui.cluster.Reasons;
import dev.meguri.ui.node.NodeAddress;
import dev.meguri.ui.node.NodeRound;
import dev.meguri.ui.web.Outbound;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sets, shows and heals the faults of the running nodes. Waits for them: worker threads only. */
@ApplicationScoped
public class FaultControl {
    /** A node answers this without asking its shards, even while it is paused. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int FORBIDDEN = 403;

    private final ClusterWatch watch;
    private final Outbound outbound;
    private final ObjectMapper json;
    private final KilledNodes killed;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    FaultControl(ClusterWatch watch, Outbound outbound, ObjectMapper json, KilledNodes killed) {
        this.watch = watch;
        this.outbound = outbound;
        this.json = json;
        this.killed = killed;
    }

    /** Of every member, also of those that are down: who is cut off from all others still answers here. */
    LiveFaults look() {
        return round("GET", "/api/faults");
    }

    /** Heals all faults, and starts the nodes that the lab killed. */
    LiveFaults healAll() {
        killed.startAll();
        return round("DELETE", "/api/faults");
    }

    /** @param id of the fault; null: all of the node */
    void heal(String nodeId, String id) {
        String query = id == null ? "" : "?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        accepted(nodeId, "DELETE", "/api/faults" + query, null);
    }

    /** @throws ProblemException that of the node, {@code node_not_found}, or {@code node_unreachable} */
    FaultView set(String nodeId, FaultRequest fault) {
        try {
            byte[] body = json.writeValueAsBytes(fault);
            return json.readValue(accepted(nodeId, "PUT", "/api/faults", body).body(), FaultView.class);
        } catch (IOException e) {
            throw new ProblemException(ErrorCode.INTERNAL, null, nodeId + " answered what is no fault.");
        }
    }

    /** All of it, or nothing: what was cut before a refusal is healed. */
    void partition(Partition partition, long durationMillis) {
        List<Partition.Cut> done = new ArrayList<>();
        try {
            for (Partition.Cut cut : partition.cuts()) {
                set(cut.node(), cut(cut.peer(), durationMillis));
                done.add(cut);
            }
        } catch (ProblemException e) {
            done.forEach(cut -> healQuietly(cut.node(), "cut:" + cut.peer() + ":both"));
            throw e;
        }
    }

    private void healQuietly(String nodeId, String id) {
        try {
            heal(nodeId, id);
        } catch (ProblemException e) {
            // It heals by itself when its time is over.
        }
    }

    private static FaultRequest cut(String peer, long durationMillis) {
        return new FaultRequest(
                FaultKind.CUT.wire(), peer, FaultDirection.BOTH.wire(), durationMillis, null, null, null, null, null);
    }

    private LiveFaults round(String method, String path) {
        List<CompletableFuture<NodeFaults>> asked = watch.nodes().stream()
                .filter(node -> !node.state().equals("REMOVED"))
                .sorted(Comparator.comparing(NodeView::nodeId))
                .limit(NodeRound.MAX_NODES)
                .map(node -> CompletableFuture.supplyAsync(() -> one(node, method, path), threads))
                .toList();
        List<NodeFaults> nodes = asked.stream().map(CompletableFuture::join).toList();
        return new LiveFaults(System.currentTimeMillis(), nodes, killed.killed());
    }

    private NodeFaults one(NodeView node, String method, String path) {
        try {
            HttpResponse<byte[]> answer = send(node, method, path, null);
            if (answer.statusCode() == 200) {
                FaultList list = json.readValue(answer.body(), FaultList.class);
                return new NodeFaults(node.nodeId(), true, null, list.faults());
            }
            return answer.statusCode() == FORBIDDEN
                    ? new NodeFaults(node.nodeId(), false, null, List.of())
                    : new NodeFaults(node.nodeId(), null, "it answered " + answer.statusCode(), List.of());
        } catch (IOException e) {
            return new NodeFaults(node.nodeId(), null, Reasons.of(e), List.of());
        }
    }

    private HttpResponse<byte[]> accepted(String nodeId, String method, String path, byte[] body) {
        NodeView node = watch.nodes().stream()
                .filter(one -> one.nodeId().equals(nodeId))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NODE_NOT_FOUND, "nodeId", "The manager knows no node '" + nodeId + "'."));
        try {
            HttpResponse<byte[]> answer = send(node, method, path, body);
            if (answer.statusCode() != 200) {
                throw new ProblemException(json.readValue(answer.body(), Problem.class));
            }
            return answer;
        } catch (IOException e) {
            throw new ProblemException(
                    ErrorCode.NODE_UNREACHABLE,
                    "nodeId",
                    nodeId + " cannot be asked (" + Reasons.of(e) + "). What was set before heals by itself.");
        }
    }

    private HttpResponse<byte[]> send(NodeView node, String method, String path, byte[] body) throws IOException {
        Map<String, String> headers = body == null
                ? Map.of(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON)
                : Map.of(
                        HttpHeaders.ACCEPT,
                        MediaType.APPLICATION_JSON,
                        HttpHeaders.CONTENT_TYPE,
                        MediaType.APPLICATION_JSON);
        return outbound.send(method, NodeAddress.of(node, path), headers, body, TIMEOUT);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
