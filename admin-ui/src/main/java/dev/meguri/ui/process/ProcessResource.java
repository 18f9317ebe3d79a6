package dev.meguri.ui.process;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.ui.cluster.ClusterWatch;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.regex.Pattern;

/** Kills and starts the nodes' processes, where the launcher supervises them; else 409 {@code not_supervised}. */
@Path("/api/ui")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ProcessResource {
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(20);
    /** The launcher waits up to two minutes for a node that starts. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(150);

    /** No name that the launcher could take for an option. */
    private static final Pattern NODE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Launcher launcher;
    private final ClusterWatch watch;

    ProcessResource(Launcher launcher, ClusterWatch watch) {
        this.launcher = launcher;
        this.watch = watch;
    }

    /** As {@code kill -9}: what only this process' memory held is gone. */
    @POST
    @Path("/nodes/{nodeId}/kill")
    public CommandResult kill(@PathParam("nodeId") String nodeId) {
        return launcher.run(KILL_TIMEOUT, "kill", known(nodeId));
    }

    /** Answers when the node takes requests; its data may still be on the way. */
    @POST
    @Path("/nodes/{nodeId}/start")
    public CommandResult start(@PathParam("nodeId") String nodeId) {
        return launcher.run(START_TIMEOUT, "start", known(nodeId));
    }

    /** @param standby the new node waits until it is admitted, instead of joining by itself */
    @POST
    @Path("/processes")
    public CommandResult add(@QueryParam("standby") boolean standby) {
        return standby ? launcher.run(START_TIMEOUT, "add", "--standby") : launcher.run(START_TIMEOUT, "add");
    }

    /** The launcher also steers manager and UI; from here only nodes are. */
    private String known(String nodeId) {
        boolean member = watch.nodes().stream().anyMatch(node -> node.nodeId().equals(nodeId));
        if (!member || !NODE_ID.matcher(nodeId).matches()) {
            throw new ProblemException(
                    ErrorCode.NODE_NOT_FOUND, "nodeId", "The manager knows no node '" + nodeId + "'.");
        }
        return nodeId;
    }
}
