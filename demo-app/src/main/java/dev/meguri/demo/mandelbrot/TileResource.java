package dev.meguri.demo.mandelbrot;

import dev.meguri.demo.cluster.Caches;
import dev.meguri.demo.cluster.Keeping;
import dev.meguri.demo.cluster.Policies;
import dev.meguri.demo.loading.AllStats;
import dev.meguri.demo.loading.ReadThrough;
import dev.meguri.demo.loading.Served;
import dev.meguri.demo.loading.UseCase;
import dev.meguri.demo.web.Flags;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Pictures of the Mandelbrot set, computed or from the cache. */
@Path("/api/demo/tiles")
public class TileResource {
    /** A tile never changes: it is never stale. */
    public static final Keeping KEEPING = new Keeping(Duration.ofHours(1), Duration.ZERO, Duration.ZERO);

    private static final String PNG = "image/png";

    private final ReadThrough reads;
    private final TileMaker maker;

    TileResource(Caches caches, AllStats stats, TileMaker maker) {
        this.reads = new ReadThrough(caches.shared(), stats.of(UseCase.TILES));
        this.maker = maker;
    }

    @GET
    @Path("/{zoom}/{x}/{y}")
    @Blocking
    public Response tile(
            @PathParam("zoom") String zoom,
            @PathParam("x") String x,
            @PathParam("y") String y,
            @QueryParam("depth") String depth,
            @QueryParam("cache") String useCache) {
        Tile tile = Tile.parse(depth, zoom, x, y);
        String key = Policies.TILES + tile.key();
        Served served = Flags.useCache(useCache)
                ? reads.get(key, asked -> maker.png(tile), KEEPING)
                : reads.direct(key, asked -> maker.png(tile));
        return served.describe(Response.ok(served.value(), PNG)).build();
    }
}
