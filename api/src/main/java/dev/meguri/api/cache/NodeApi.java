package dev.meguri.api.cache;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What one node knows of itself and of the others. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "node", description = "One node's own view")
public interface NodeApi {
    @GET
    @Path("/stats")
    @Operation(summary = "Counters and gauges of this node")
    Uni<NodeStats> stats();

    /** What this node holds and is asked for, slot by slot. Some hundred kilobytes, put together by a thread of its own: ask seldom. */
    @GET
    @Path("/stats/slots")
    @Operation(summary = "Keys, bytes, reads and writes of this node by slot")
    SlotStats slots();

    /** The members as this node's adopted state has them. */
    @GET
    @Path("/nodes")
    @Operation(summary = "The nodes that this node knows")
    Uni<NodeList> nodes();

    /** Slot, policy and replica list of a key, by this node's adopted state. */
    @GET
    @Path("/locate")
    @Operation(summary = "Where a key lives")
    Uni<KeyLocation> locate(@QueryParam("key") String key);

    /**
     * Some keys that this node holds, in no order.
     *
     * @param prefix only keys that start with it; empty: all
     * @param limit 1 to 1,000, default 100
     * @param policy only keys whose policy has this prefix; left out: all
     */
    @GET
    @Path("/keys")
    @Operation(summary = "Some of the keys held here")
    Uni<KeyList> keys(
            @QueryParam("prefix") String prefix,
            @QueryParam("limit") Integer limit,
            @QueryParam("policy") String policy);
}
