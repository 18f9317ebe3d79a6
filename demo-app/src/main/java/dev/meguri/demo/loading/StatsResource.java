package dev.meguri.demo.loading;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Figures of the calls: {@code ?useCase=products}, which is the default, {@code accounts} or {@code tiles}. */
@Path("/api/demo/stats")
@Produces(MediaType.APPLICATION_JSON)
public class StatsResource {
    private final AllStats stats;

    StatsResource(AllStats stats) {
        this.stats = stats;
    }

    @GET
    public DemoStats stats(@QueryParam("useCase") String useCase) {
        return of(useCase).view();
    }

    @DELETE
    public DemoStats reset(@QueryParam("useCase") String useCase) {
        of(useCase).reset();
        return of(useCase).view();
    }

    private CallStats of(String useCase) {
        return stats.of(useCase == null ? UseCase.PRODUCTS : UseCase.of(useCase));
    }
}
