package dev.meguri.demo.products;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.Problem;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.demo.loading.Served;
import dev.meguri.demo.web.Flags;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Products with and without the cache, and the upstream's settings. */
@Path("/api/demo")
@Produces(MediaType.APPLICATION_JSON)
public class ProductResource {
    private final Products products;
    private final Settings settings;

    ProductResource(Products products, Settings settings) {
        this.products = products;
        this.settings = settings;
    }

    /** 404 with the same headers: it is not sold, as the upstream says or the cache remembers. */
    @GET
    @Path("/products/{id}")
    @Blocking
    public Response product(@PathParam("id") String text, @QueryParam("cache") String useCache) {
        int id = Products.parseId(text);
        Served served = products.read(id, Flags.useCache(useCache));
        Response.ResponseBuilder answer = served.value() == null
                ? Response.status(ErrorCode.NOT_FOUND.status())
                        .type(Problem.MEDIA_TYPE)
                        .entity(Problem.of(ErrorCode.NOT_FOUND, "id", "Product " + id + " is not sold any more"))
                : Response.ok(served.value(), MediaType.APPLICATION_JSON);
        return served.describe(answer).build();
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
}
