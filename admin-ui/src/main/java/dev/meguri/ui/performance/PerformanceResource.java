package dev.meguri.ui.performance;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.UiSettings;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** How nodes, policies and operations did, over time. What is newer comes by the stream, as {@code sample}. */
@Path("/api/ui/performance")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PerformanceResource {
    private static final int MAX_POINTS = 600;

    private final PerformanceSampler sampler;
    private final UiSettings settings;

    PerformanceResource(PerformanceSampler sampler, UiSettings settings) {
        this.sampler = sampler;
        this.settings = settings;
    }

    /**
     * @param scope {@code nodes}, {@code policies} or {@code operations}
     * @param from milliseconds since 1970, included; left out: {@code span} milliseconds before {@code to}
     * @param to not included; left out: now
     * @param points at most, 2 to 600
     */
    @GET
    public PerformanceView window(
            @QueryParam("scope") @DefaultValue("nodes") String scope,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("span") @DefaultValue("900000") String span,
            @QueryParam("points") @DefaultValue("300") String points) {
        long until = to == null ? System.currentTimeMillis() + 1 : number("to", to);
        long since = from == null ? until - number("span", span) : number("from", from);
        if (since >= until) {
            throw new ProblemException(ErrorCode.INVALID_REQUEST, "from", "from must be before to.");
        }
        long most = number("points", points);
        if (most < 2 || most > MAX_POINTS) {
            throw new ProblemException(
                    ErrorCode.INVALID_NUMBER, "points", "points must be from 2 to " + MAX_POINTS + ".");
        }
        Scope about = Scope.of(scope);
        PerformanceHistory history = sampler.history();
        PerformanceHistory.Window window = history.window(about, since, until, (int) most);
        return new PerformanceView(
                about.wire(),
                since,
                until,
                window.stepMillis(),
                history.fineMillis(),
                history.coarseMillis(),
                settings.grafanaUrl().map(url -> url + "/d/meguri").orElse(null),
                window.times(),
                window.series());
    }

    private static long number(String field, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_NUMBER, field, field + " must be a whole number, not '" + text + "'.");
        }
    }
}
