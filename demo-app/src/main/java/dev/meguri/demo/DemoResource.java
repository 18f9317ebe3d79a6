package dev.meguri.demo;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The demo's own API: products with and without the cache, settings, figures. */
@Path("/api/demo")
@Produces(MediaType.APPLICATION_JSON)
public class DemoResource {
    /** {@code cache} or {@code upstream}. */
    public static final String SOURCE = "X-Demo-Source";

    /** {@code hit}, {@code miss}, {@code shared} or {@code direct}: see {@link CallKind}. */
    public static final String KIND = "X-Demo-Kind";

    /** Milliseconds, with fractions, from the request's arrival to its answer. */
    public static final String LATENCY = "X-Demo-Latency-Millis";

    /** The node that answered, and whether it is the key's primary or a replica. */
    public static final String CACHE_NODE = "X-Demo-Cache-Node";

    public static final String CACHE_SOURCE = "X-Demo-Cache-Source";

    private final ProductService products;
    private final ProductCache cache;
    private final CallStats stats;
    private final Settings settings;
    private final String adminUrl;

    DemoResource(
            ProductService products,
            ProductCache cache,
            CallStats stats,
            Settings settings,
            @ConfigProperty(name = "meguri.admin.url") String adminUrl) {
        this.products = products;
        this.cache = cache;
        this.stats = stats;
        this.settings = settings;
        this.adminUrl = adminUrl;
    }

    /** @param adminUrl where the admin UI is, for the page's link */
    public record Links(String adminUrl) {}

    @GET
    @Path("/products/{id}")
    @Blocking
    public Response product(@PathParam("id") String id, @QueryParam("cache") String useCache) {
        ProductService.Served served = products.read(Numbers.productId(id), parseUseCache(useCache));
        Response.ResponseBuilder answer = Response.ok(served.product(), MediaType.APPLICATION_JSON)
                .header(SOURCE, served.kind().source())
                .header(KIND, served.kind().wire())
                .header(LATENCY, String.format(Locale.ROOT, "%.2f", served.latencyMillis()))
                .header("Cache-Control", "no-store");
        if (served.receipt() != null) {
            answer.header(CACHE_NODE, served.receipt().node())
                    .header(CACHE_SOURCE, served.receipt().source());
        }
        return answer.build();
    }

    @GET
    @Path("/settings")
    public DemoSettings settings() {
        return settings.current();
    }

    @POST
    @Path("/settings")
    @Consumes(MediaType.APPLICATION_JSON)
    public DemoSettings change(DemoSettings change) {
        if (change == null) {
            throw new ProblemException(ErrorCode.INVALID_REQUEST, "body", "The body must be a JSON object of settings");
        }
        return settings.change(change);
    }

    @GET
    @Path("/stats")
    public DemoStats stats() {
        return stats.view(cache.troubles());
    }

    @DELETE
    @Path("/stats")
    public DemoStats resetStats() {
        stats.reset();
        return stats();
    }

    @GET
    @Path("/links")
    public Links links() {
        return new Links(adminUrl);
    }

    private static boolean parseUseCache(String text) {
        if (text == null || text.equals("true")) {
            return true;
        }
        if (text.equals("false")) {
            return false;
        }
        throw new ProblemException(
                ErrorCode.INVALID_REQUEST, "cache", "cache must be true or false, not '" + text + "'");
    }
}
