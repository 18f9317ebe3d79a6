package dev.meguri.demo.cluster;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The cluster's state for the pages, and where its admin UI is. */
@Path("/api/demo")
@Produces(MediaType.APPLICATION_JSON)
public class ClusterResource {
    private final NodeDirectory directory;
    private final Caches caches;
    private final String adminUrl;

    ClusterResource(
            NodeDirectory directory, Caches caches, @ConfigProperty(name = "meguri.admin.url") String adminUrl) {
        this.directory = directory;
        this.caches = caches;
        this.adminUrl = adminUrl;
    }

    /** @param adminUrl where the admin UI is, for the page's link */
    public record Links(String adminUrl) {}

    @GET
    @Path("/links")
    public Links links() {
        return new Links(adminUrl);
    }

    @GET
    @Path("/cluster")
    @Blocking
    public ClusterStatus cluster() {
        List<ClusterStatus.Node> nodes = directory.nodes().stream()
                .filter(node -> !"REMOVED".equals(node.state()))
                .map(node -> new ClusterStatus.Node(node.nodeId(), node.state()))
                .toList();
        return new ClusterStatus(caches.isReachable(), directory.managerAnswers(), nodes, StartTime.millis(), adminUrl);
    }
}
