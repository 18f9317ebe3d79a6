package dev.meguri.demo.stampede;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.client.load.Loader;
import dev.meguri.demo.loading.UseCase;
import dev.meguri.demo.mandelbrot.Tile;
import dev.meguri.demo.mandelbrot.TileMaker;
import dev.meguri.demo.products.UpstreamClient;
import dev.meguri.demo.sessions.Accounts;
import dev.meguri.demo.web.Numbers;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Up to 1,000 simultaneous requests for one value that is not in the cache: how often is it loaded? */
@Path("/api/demo/stampedes")
@Produces(MediaType.APPLICATION_JSON)
public class StampedeResource {
    private static final int DEFAULT_REQUESTS = 500;

    /** Deep inside: each of its points takes all iterations. */
    private static final Tile COSTLY = new Tile(2_000, 5, 18, 15);

    private final Stampede stampede;
    private final UpstreamClient products;
    private final Accounts accounts;
    private final TileMaker tiles;

    StampedeResource(Stampede stampede, UpstreamClient products, Accounts accounts, TileMaker tiles) {
        this.stampede = stampede;
        this.products = products;
        this.accounts = accounts;
        this.tiles = tiles;
    }

    /** @param useCase products, accounts or tiles. @param requests 1 to 1,000; null: 500 */
    public record Order(String useCase, Integer requests) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Blocking
    public StampedeReport run(Order order) {
        if (order == null) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, "body", "The body must be a JSON object with useCase and requests");
        }
        UseCase useCase = UseCase.of(order.useCase());
        long requests = Numbers.requireWithin(
                "requests", order.requests() == null ? DEFAULT_REQUESTS : order.requests(), 1, Stampede.MAX_REQUESTS);
        return stampede.run(useCase, (int) requests, upstreamOf(useCase));
    }

    private Loader<byte[]> upstreamOf(UseCase useCase) {
        return switch (useCase) {
            case PRODUCTS -> key -> products.product(1);
            case ACCOUNTS -> key -> accounts.load("everybody");
            case TILES -> key -> tiles.png(COSTLY);
        };
    }
}
