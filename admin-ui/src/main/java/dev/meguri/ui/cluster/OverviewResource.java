package dev.meguri.ui.cluster;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;

/** The picture of the cluster: once, and as a stream. */
@Path("/api/ui")
@Blocking
public class OverviewResource {
    private final ClusterWatch watch;
    private final StreamHub hub;

    OverviewResource(ClusterWatch watch, StreamHub hub) {
        this.watch = watch;
        this.hub = hub;
    }

    /** Always 200: with the manager away, what was last heard of it and how old that is. */
    @GET
    @Path("/overview")
    @Produces(MediaType.APPLICATION_JSON)
    public Overview overview() {
        return watch.overview();
    }

    /**
     * {@code overview} once a second (without the ring), {@code ring} at first and whenever the ring version changed,
     * {@code event} as the cluster's events come, {@code sample} of the nodes' performance and {@code traffic} between them
     * each second, {@code advice} when it changes. The browser's only stream.
     */
    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> stream() {
        return hub.listen();
    }
}
