package dev.meguri.api.cache;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Leases of those who were asked to load a value ({@link CacheApi#get}), by the value's key. */
@Path("/api/leases")
@Tag(name = "leases", description = "The right to load a value, held by one at a time")
public interface LeaseApi {
    /**
     * Needs more time: 204 with the lease's new name in {@link CacheHeaders#LEASE}, 412 {@code condition_failed} where it is over.
     *
     * @param lasting from now on, 100ms to 5m; without it 10s
     */
    @PUT
    @Path("/{key: .+}")
    @Operation(summary = "Renew a lease")
    Uni<Response> renew(
            @PathParam("key") String key,
            @HeaderParam(CacheHeaders.LEASE) String lease,
            @QueryParam("for") String lasting);

    /** Does not load the value after all: 204, and somebody else is asked to; 412 {@code condition_failed} where it was over. */
    @DELETE
    @Path("/{key: .+}")
    @Operation(summary = "Give a lease back")
    Uni<Response> release(@PathParam("key") String key, @HeaderParam(CacheHeaders.LEASE) String lease);
}
