package dev.meguri.api.fault;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Faults made on purpose at one node, to see how the cluster takes them. Only where {@code meguri.faults.enabled} is true;
 * elsewhere every request is 403 {@code faults_disabled}.
 */
@Path("/api/faults")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "faults", description = "Faults made on purpose")
public interface FaultApi {
    @GET
    @Operation(summary = "The faults at work on this node")
    FaultList faults();

    /** Sets one fault; 400 {@code invalid_fault} names the field at fault. A crash is answered before it happens. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Set a fault")
    FaultView set(FaultRequest fault);

    /**
     * Heals one fault, or all; answers those that are left. One that healed by itself meanwhile is no error.
     *
     * @param id of the fault; without it: all
     */
    @DELETE
    @Operation(summary = "Heal faults")
    FaultList clear(@QueryParam("id") String id);
}
