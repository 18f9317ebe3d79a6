package dev.meguri.ui.heat;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** How much each slot holds and is asked for: as it is, and as it was. */
@Path("/api/ui/heat")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class HeatResource {
    private final HeatSampler sampler;

    HeatResource(HeatSampler sampler) {
        this.sampler = sampler;
    }

    /**
     * @param metric {@code keys}, {@code bytes}, {@code reads}, {@code writes} or {@code moves}
     * @param at milliseconds since 1970: the last look that is not newer, or the oldest that is kept; left out: the newest
     */
    @GET
    public HeatView at(@QueryParam("metric") @DefaultValue("keys") String metric, @QueryParam("at") String at) {
        HeatHistory history = sampler.history();
        HeatFrame frame = at == null ? history.newest() : history.at(millis(at));
        return HeatView.of(frame, HeatMetric.of(metric), System.currentTimeMillis());
    }

    /** All looks that are kept, by ranges of slots. */
    @GET
    @Path("/past")
    public HeatPast past(@QueryParam("metric") @DefaultValue("keys") String metric) {
        return HeatPast.of(sampler.history().all(), HeatMetric.of(metric));
    }

    private static long millis(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_NUMBER,
                    "at",
                    "at must be a time in milliseconds since 1970, not '" + text + "'.");
        }
    }
}
