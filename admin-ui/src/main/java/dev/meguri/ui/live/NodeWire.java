package dev.meguri.ui.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.Durations;
import dev.meguri.api.cache.CacheHeaders;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.lab.LabOperation;
import dev.meguri.api.lab.LabOperation.Kind;
import dev.meguri.api.lab.LabOperation.Outcome;
import dev.meguri.ui.node.NodeAddress;
import dev.meguri.ui.web.Outbound;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** One operation at one node over its REST surface, never tried again. Any thread calls, and waits. */
final class NodeWire {
    /** Over the time in which a node that works answers. */
    private static final Duration TIMEOUT = Duration.ofMillis(3_500);

    private final Outbound outbound;
    private final ObjectMapper json;
    private final Map<String, NodeView> nodes;
    private final LongSupplier micros;

    /**
     * @param nodes by name
     * @param micros since the test began
     */
    NodeWire(Outbound outbound, ObjectMapper json, Map<String, NodeView> nodes, LongSupplier micros) {
        this.outbound = outbound;
        this.json = json;
        this.nodes = nodes;
        this.micros = micros;
    }

    /** @param kind a write writes a value that is unique by the id */
    LabOperation send(long id, int client, String node, Kind kind, String key) {
        String value = kind == Kind.WRITE ? Long.toString(id) : null;
        long invoke = micros.getAsLong();
        try {
            HttpResponse<byte[]> answer = kind == Kind.WRITE ? put(node, key, value) : get(node, key);
            return answered(id, client, node, kind, key, value, invoke, answer);
        } catch (IOException e) {
            boolean nothingSent = e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
            Outcome outcome = kind == Kind.READ || nothingSent ? Outcome.FAILED : Outcome.IN_DOUBT;
            String why = nothingSent
                    ? "unreachable"
                    : e instanceof HttpTimeoutException ? "no_answer_in_time" : "connection_lost";
            return new LabOperation(
                    id, client, node, kind, key, value, invoke, micros.getAsLong(), outcome, why, null, null);
        }
    }

    private HttpResponse<byte[]> put(String node, String key, String value) throws IOException {
        String path = path(key) + "?ttl=" + Durations.format(TestPlan.TTL_MILLIS);
        return outbound.send(
                "PUT",
                NodeAddress.of(nodes.get(node), path),
                Map.of(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_PLAIN),
                value.getBytes(StandardCharsets.UTF_8),
                TIMEOUT);
    }

    private HttpResponse<byte[]> get(String node, String key) throws IOException {
        return outbound.send("GET", NodeAddress.of(nodes.get(node), path(key)), Map.of(), null, TIMEOUT);
    }

    private static String path(String key) {
        return "/api/cache/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private LabOperation answered(
            long id,
            int client,
            String node,
            Kind kind,
            String key,
            String value,
            long invoke,
            HttpResponse<byte[]> answer) {
        long returned = micros.getAsLong();
        int status = answer.statusCode();
        boolean absent = kind == Kind.READ && status == 404 && header(answer, CacheHeaders.SLOT) != null;
        if (status < 300 || absent) {
            String found =
                    kind == Kind.WRITE ? value : absent ? null : new String(answer.body(), StandardCharsets.UTF_8);
            return new LabOperation(
                    id,
                    client,
                    node,
                    kind,
                    key,
                    found,
                    invoke,
                    returned,
                    Outcome.OK,
                    null,
                    header(answer, CacheHeaders.VERSION),
                    header(answer, CacheHeaders.ACKS));
        }
        JsonNode problem = problem(answer);
        // A node that failed within itself promises nothing.
        boolean unknown = status == 500 || problem.path("inDoubt").asBoolean();
        Outcome outcome = unknown && kind == Kind.WRITE ? Outcome.IN_DOUBT : Outcome.FAILED;
        String why = problem.path("code").asText("status_" + status);
        return new LabOperation(id, client, node, kind, key, value, invoke, returned, outcome, why, null, null);
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private JsonNode problem(HttpResponse<byte[]> answer) {
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            return json.createObjectNode();
        }
    }
}
