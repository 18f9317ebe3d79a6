package dev.meguri.ui.advisor;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What is wrong now, why, and what to do. News comes by the stream, as {@code advice}. */
@Path("/api/ui/advice")
@Produces(MediaType.APPLICATION_JSON)
public class AdviceResource {
    private final AdviceWatch watch;

    AdviceResource(AdviceWatch watch) {
        this.watch = watch;
    }

    @GET
    public AdviceWatch.AdviceList advice() {
        return watch.last();
    }
}
