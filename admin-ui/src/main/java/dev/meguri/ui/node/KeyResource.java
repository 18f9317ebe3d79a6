package dev.meguri.ui.node;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meguri.api.cache.KeyList;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which keys there are, and where a key lives. */
@Path("/api/ui")
@Blocking
public class KeyResource {
    private static final int MAX_KEYS = 1000;

    private final NodeGateway nodes;
    private final NodeChoice choice;
    private final ObjectMapper json;

    KeyResource(NodeGateway nodes, NodeChoice choice, ObjectMapper json) {
        this.nodes = nodes;
        this.choice = choice;
        this.json = json;
    }

    /**
     * Some keys, in order. A node lists what it holds itself; without {@code via} every serving node is asked and each key
     * is named once. Nodes that do not answer are left out, while one does.
     */
    @GET
    @Path("/keys")
    public KeyList keys(
            @QueryParam("prefix") @DefaultValue("") String prefix,
            @QueryParam("limit") @DefaultValue("200") int limit,
            @QueryParam("via") String via) {
        if (limit < 1 || limit > MAX_KEYS) {
            throw new ProblemException(ErrorCode.INVALID_NUMBER, "limit", "limit must be from 1 to " + MAX_KEYS + ".");
        }
        NodeGateway.Ask ask =
                new NodeGateway.Ask("GET", "/api/keys?limit=" + limit + "&prefix=" + encoded(prefix), Map.of(), null);
        List<KeyList> lists = new ArrayList<>();
        ProblemException failure = null;
        for (var node : choice.candidates(via)) {
            try {
                NodeGateway.Answer answer = nodes.send(node.nodeId(), ask);
                if (answer.response().statusCode() == 200) {
                    lists.add(json.readValue(answer.response().body(), KeyList.class));
                }
            } catch (ProblemException e) {
                failure = e;
            } catch (IOException e) {
                failure = new ProblemException(
                        ErrorCode.INTERNAL, null, node.nodeId() + " answered what is no list of keys.");
            }
        }
        if (lists.isEmpty()) {
            throw failure != null
                    ? failure
                    : new ProblemException(ErrorCode.UNAVAILABLE, null, "No node could list its keys. Try again.");
        }
        return merged(lists, limit);
    }

    static KeyList merged(List<KeyList> lists, int limit) {
        TreeMap<String, KeyList.KeyItem> byKey = new TreeMap<>();
        boolean truncated = false;
        for (KeyList list : lists) {
            list.keys().forEach(item -> byKey.merge(item.key(), item, KeyResource::newer));
            truncated |= list.truncated();
        }
        return new KeyList(byKey.values().stream().limit(limit).toList(), truncated || byKey.size() > limit);
    }

    /** Copies may differ for a moment. Versions of one cluster are written so that later ones sort after earlier ones. */
    private static KeyList.KeyItem newer(KeyList.KeyItem a, KeyList.KeyItem b) {
        return a.version().compareTo(b.version()) >= 0 ? a : b;
    }

    /** By one node's adopted state. */
    @GET
    @Path("/locate")
    public Response locate(@QueryParam("key") String key, @QueryParam("via") String via) {
        if (key == null || key.isEmpty()) {
            throw new ProblemException(ErrorCode.KEY_TOO_LARGE, "key", "Name a key of 1 to 4,096 bytes.");
        }
        NodeGateway.Answer answer =
                nodes.send(via, new NodeGateway.Ask("GET", "/api/locate?key=" + encoded(key), Map.of(), null));
        return Response.status(answer.response().statusCode())
                .header(
                        HttpHeaders.CONTENT_TYPE,
                        answer.response()
                                .headers()
                                .firstValue(HttpHeaders.CONTENT_TYPE)
                                .orElse("application/json"))
                .entity(answer.response().body())
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
