package dev.meguri.ui.cluster;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** What the pages ask of the manager: the request goes through as it is, and the answer comes back as it is. */
@Path("/api/ui")
@Blocking
public class ClusterResource {
    private static final String BASE = "/api/ui";

    private final ManagerClient manager;

    ClusterResource(ManagerClient manager) {
        this.manager = manager;
    }

    @GET
    @Path("/events")
    public Response events(@Context HttpServerRequest request) {
        return pass(request, null);
    }

    @GET
    @Path("/rebalances")
    public Response rebalances(@Context HttpServerRequest request) {
        return pass(request, null);
    }

    /** Asks for a rebalance. */
    @PUT
    @Path("/rebalance")
    public Response rebalance(@Context HttpServerRequest request) {
        return pass(request, null);
    }

    /** What a rebalance would do. */
    @GET
    @Path("/rebalance/preview")
    public Response preview(@Context HttpServerRequest request) {
        return pass(request, null);
    }

    /** Pauses, resumes or cancels a rebalance job. */
    @POST
    @Path("/rebalances/{id}/{command: pause|resume|cancel}")
    public Response steer(@Context HttpServerRequest request) {
        return pass(request, null);
    }

    /** Admits a standby node. */
    @POST
    @Path("/nodes")
    public Response admit(@Context HttpServerRequest request, byte[] body) {
        return pass(request, body);
    }

    /** Drains a node, or with {@code force=true} removes a dead one. */
    @DELETE
    @Path("/nodes/{nodeId}")
    public Response remove(@Context HttpServerRequest request) {
        return pass(request, null);
    }

    @GET
    @Path("/policies")
    public Response policies(@Context HttpServerRequest request) {
        return pass(request, null);
    }

    @PUT
    @Path("/policies/{prefix: .+}")
    public Response putPolicy(@Context HttpServerRequest request, byte[] body) {
        return pass(request, body);
    }

    @DELETE
    @Path("/policies/{prefix: .+}")
    public Response deletePolicy(@Context HttpServerRequest request) {
        return pass(request, null);
    }

    /** The path is taken as it was sent, still encoded: decoding and encoding again would change some names. */
    private Response pass(HttpServerRequest request, byte[] body) {
        String query = request.query() == null ? "" : "?" + request.query();
        return manager.pass(request.method().name(), request.path().substring(BASE.length()) + query, body);
    }
}
