package dev.meguri.demo.products;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The slow service that the demo caches: somebody else's API, as it were. It waits on no thread. */
@Path("/upstream/products")
@ApplicationScoped
public class Upstream {
    private final Settings settings;
    private final AtomicLong calls = new AtomicLong();

    Upstream(Settings settings) {
        this.settings = settings;
    }

    @GET
    @Path("/{id}")
    public Uni<Response> product(@PathParam("id") String text) {
        int id = Products.parseId(text);
        DemoSettings now = settings.current();
        long revision = calls.incrementAndGet();
        boolean fails = ThreadLocalRandom.current().nextDouble() < now.failureRate();
        Uni<Response> answer = Uni.createFrom().item(() -> fails ? failure() : success(id, revision));
        return now.delayMillis() == 0 ? answer : answer.onItem().delayIt().by(Duration.ofMillis(now.delayMillis()));
    }

    /** Since the start, failed ones included. */
    long calls() {
        return calls.get();
    }

    private static Response success(int id, long revision) {
        return !Product.isSold(id)
                ? Response.status(Response.Status.NOT_FOUND).build()
                : Response.ok(Product.of(id, revision), MediaType.APPLICATION_JSON)
                        .build();
    }

    private static Response failure() {
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .entity("the upstream is having a bad moment")
                .type(MediaType.TEXT_PLAIN)
                .build();
    }
}
