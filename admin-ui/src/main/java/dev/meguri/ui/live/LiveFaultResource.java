package dev.meguri.ui.live;

import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.fault.FaultRequest;
import dev.meguri.api.fault.FaultView;
import dev.meguri.api.lab.KillRequest;
import dev.meguri.api.lab.LiveFaults;
import dev.meguri.api.lab.PartitionRequest;
import dev.meguri.ui.cluster.ClusterWatch;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Faults in the running cluster: real ones, each for a time. Nodes that take none answer 403 {@code faults_disabled}. */
@Path("/api/lab/live")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class LiveFaultResource {
    private final FaultControl control;
    private final KilledNodes killed;
    private final ClusterWatch watch;

    LiveFaultResource(FaultControl control, KilledNodes killed, ClusterWatch watch) {
        this.control = control;
        this.killed = killed;
        this.watch = watch;
    }

    /** Always 200: a node that does not answer says so in its place. */
    @GET
    @Path("/faults")
    public LiveFaults faults() {
        return control.look();
    }

    /** Sets one fault at one node: the node checks it. */
    @PUT
    @Path("/faults/{nodeId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public FaultView set(@PathParam("nodeId") String nodeId, FaultRequest fault) {
        LabCheck.require(fault != null, "kind", "send a fault as JSON");
        return control.set(nodeId, fault);
    }

    /** Heals one fault, or without an id all of the node; one that the lab killed is started. */
    @DELETE
    @Path("/faults/{nodeId}")
    public LiveFaults heal(@PathParam("nodeId") String nodeId, @QueryParam("id") String id) {
        boolean dead = killed.killed().stream().anyMatch(one -> one.nodeId().equals(nodeId));
        if (dead) {
            killed.start(nodeId);
        } else {
            control.heal(nodeId, id);
        }
        return control.look();
    }

    /** Heals everything, and starts what the lab killed. */
    @DELETE
    @Path("/faults")
    public LiveFaults healAll() {
        return control.healAll();
    }

    /** Cuts all links between groups. */
    @PUT
    @Path("/partition")
    @Consumes(MediaType.APPLICATION_JSON)
    public LiveFaults partition(PartitionRequest request) {
        LabCheck.require(request != null, "groups", "send groups as JSON");
        Partition partition = Partition.of(
                request.groups(), watch.nodes().stream().map(NodeView::nodeId).toList());
        control.partition(partition, LabCheck.durationMillis(request.durationMillis()));
        return control.look();
    }

    /** Kills a node and starts it again later; 409 {@code not_supervised} without a launcher. */
    @POST
    @Path("/kills")
    @Consumes(MediaType.APPLICATION_JSON)
    public LiveFaults kill(KillRequest request) {
        LabCheck.require(request != null && request.nodeId() != null, "nodeId", "name the node");
        killed.kill(request.nodeId(), LabCheck.durationMillis(request.durationMillis()));
        return control.look();
    }
}
