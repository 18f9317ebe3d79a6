package dev.meguri.ui.lab;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The simulated lab: a virtual cluster in this process, of the very classes that nodes run. The real cluster is not touched. */
@Path("/api/lab")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LabResource {
    private final LabStudio studio;

    LabResource(LabStudio studio) {
        this.studio = studio;
    }

    /** What can be ordered. */
    @GET
    @Path("/menu")
    public LabMenu menu() {
        return LabMenu.all();
    }

    /**
     * The film of a run, a {@link dev.meguri.simulator.lab.Film}. It follows from the order: the same one has the same hashes,
     * and one with more interventions is the same up to the first of them.
     */
    @POST
    @Path("/simulations")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<String> simulate(LabRequest request) {
        if (request == null) {
            throw new ProblemException(ErrorCode.INVALID_REQUEST, "scenario", "A scenario has to be named.");
        }
        return Uni.createFrom()
                .completionStage(studio.film(request.order()))
                .onFailure(IllegalArgumentException.class)
                .transform(wrong -> LabRequest.refused((IllegalArgumentException) wrong));
    }
}
