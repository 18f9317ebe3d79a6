package dev.meguri.ui.node;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The cache API of a node, reached through this server. Body, type, conditions and receipt pass through; the answer names
 * the node that was asked in {@code X-Meguri-Via}. Query {@code via} chooses it; without it any serving node is asked.
 */
@Path("/api/ui/cache/{key: .+}")
@Blocking
public class CacheResource {
    static final String VIA = "X-Meguri-Via";

    private static final String BASE = "/api/ui";
    private static final List<String> PASSED_ON =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);

    private final NodeGateway nodes;

    CacheResource(NodeGateway nodes) {
        this.nodes = nodes;
    }

    @GET
    public Response get(@Context HttpServerRequest request, @QueryParam("via") String via) {
        return pass(request, via, null);
    }

    @HEAD
    public Response head(@Context HttpServerRequest request, @QueryParam("via") String via) {
        return pass(request, via, null);
    }

    @PUT
    public Response put(@Context HttpServerRequest request, @QueryParam("via") String via, byte[] value) {
        return pass(request, via, value);
    }

    @POST
    public Response post(@Context HttpServerRequest request, @QueryParam("via") String via, byte[] value) {
        return pass(request, via, value);
    }

    @DELETE
    public Response delete(@Context HttpServerRequest request, @QueryParam("via") String via) {
        return pass(request, via, null);
    }

    private Response pass(HttpServerRequest request, String via, byte[] value) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : PASSED_ON) {
            String header = request.getHeader(name);
            if (header != null) {
                headers.put(name, header);
            }
        }
        // as it was sent, still encoded: a key may contain what a path gives a meaning to
        String path = "/api" + request.path().substring(BASE.length()) + queryWithoutVia(request.query());
        NodeGateway.Answer answer =
                nodes.send(via, new NodeGateway.Ask(request.method().name(), path, headers, value));
        return response(answer);
    }

    private static Response response(NodeGateway.Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.response().statusCode())
                .header(VIA, answer.node().nodeId());
        answer.response().headers().map().forEach((name, values) -> {
            if (comesBack(name)) {
                response.header(name, values.getFirst());
            }
        });
        // A value may be any type, a page with a script too: opened by itself it must not act as one of ours.
        response.header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer.response().body().length > 0) {
            response.entity(answer.response().body());
        }
        return response.build();
    }

    private static boolean comesBack(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("content-type") || lower.equals("etag") || lower.startsWith("x-meguri-");
    }

    private static String queryWithoutVia(String query) {
        if (query == null) {
            return "";
        }
        String rest = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.startsWith("via="))
                .collect(Collectors.joining("&"));
        return rest.isEmpty() ? "" : "?" + rest;
    }
}
