package dev.meguri.api.cluster;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The cluster, as the manager knows and steers it. Errors are {@link dev.meguri.api.problem.Problem} documents. */
@Path("/api/cluster")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "cluster", description = "Membership, ring, rebalance jobs, policies, events")
public interface ClusterApi {
    @GET
    @Operation(summary = "Nodes, ring version, jobs: the whole picture")
    ClusterView cluster();

    /** The replica lists, as runs of neighbouring slots with the same list. */
    @GET
    @Path("/slots")
    @Operation(summary = "Which nodes hold which slots")
    List<SlotRange> slots();

    @GET
    @Path("/slots/lost")
    @Operation(summary = "Slots whose memory is gone")
    LostSlots lostSlots();

    /**
     * Lets lost slots begin anew, empty and under a new epoch: what they held never comes back. Answers what is still lost.
     * 409 {@code slots_not_lost} where one of them is not, {@code loss_not_confirmed} where the number does not fit.
     */
    @POST
    @Path("/slots/lost/accept")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Accept the loss of slots")
    LostSlots acceptLoss(AcceptLossRequest request);

    /** Tells of a fault that is made from outside; the log and its counters have it then. 400 {@code invalid_fault}. */
    @POST
    @Path("/faults")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Tell of a fault that is made from outside")
    void reportFault(FaultReport report);

    /** The virtual nodes of every node on the ring. */
    @GET
    @Path("/ring")
    @Operation(summary = "Positions on the consistent-hash ring")
    RingView ring();

    /** Admits a STANDBY node: it joins, and slots move to it. 404 {@code node_not_found} when it never registered. */
    @POST
    @Path("/nodes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Admit a standby node")
    NodeView admit(AdmitRequest request);

    /**
     * Drains the node: its slots move away, then it is STANDBY (or gone, when its process is).
     *
     * @param force removes a DOWN node from all lists at once, even where its copies were the last
     */
    @DELETE
    @Path("/nodes/{nodeId}")
    @Operation(summary = "Drain a node, or remove a dead one")
    NodeView remove(@PathParam("nodeId") String nodeId, @QueryParam("force") @DefaultValue("false") boolean force);

    /** Plans anew and moves what is out of place. Answers the running job, or one that is done at once: nothing to move. */
    @PUT
    @Path("/rebalance")
    @Operation(summary = "Ask for a rebalance by hand")
    RebalanceView rebalance();

    /** Newest first. */
    @GET
    @Path("/rebalances")
    @Operation(summary = "Rebalance jobs")
    List<RebalanceView> rebalances(@QueryParam("limit") @DefaultValue("20") int limit);

    @GET
    @Path("/rebalances/{id}")
    @Operation(summary = "One rebalance job")
    RebalanceView rebalanceJob(@PathParam("id") long id);

    /** What has begun to move arrives, nothing more begins. 409 {@code rebalance_state_conflict} when the job is over. */
    @POST
    @Path("/rebalances/{id}/pause")
    @Operation(summary = "Pause a rebalance job")
    RebalanceView pauseRebalance(@PathParam("id") long id);

    @POST
    @Path("/rebalances/{id}/resume")
    @Operation(summary = "Let a paused rebalance job go on")
    RebalanceView resumeRebalance(@PathParam("id") long id);

    /**
     * Gives the job up and moves every slot back to where it was; who joined for it waits as a standby again, and who was
     * being drained for it stays. Answers the job that moves back, or the cancelled one where nothing had moved.
     */
    @POST
    @Path("/rebalances/{id}/cancel")
    @Operation(summary = "Take a rebalance job back")
    RebalanceView cancelRebalance(@PathParam("id") long id);

    /**
     * What a rebalance would do now; nothing is done.
     *
     * @param admit STANDBY nodes to think of as admitted; may be given several times
     * @param drain nodes to think of as drained; may be given several times
     */
    @GET
    @Path("/rebalance/preview")
    @Operation(summary = "Which slots would move, how many bytes, and how long it would take")
    RebalancePreview previewRebalance(@QueryParam("admit") List<String> admit, @QueryParam("drain") List<String> drain);

    @GET
    @Path("/policies")
    @Operation(summary = "All policies, the longest prefix first")
    List<PolicyDocument> policies();

    @GET
    @Path("/policies/{prefix: .+}")
    @Operation(summary = "One policy")
    PolicyDocument policy(@PathParam("prefix") String prefix);

    /** Creates or changes a policy; fields left out keep their value, or the default. */
    @PUT
    @Path("/policies/{prefix: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create or change a policy")
    PolicyDocument putPolicy(@PathParam("prefix") String prefix, PolicyDocument policy);

    /** Keys under it fall to the next shorter prefix. The default policy cannot be deleted. */
    @DELETE
    @Path("/policies/{prefix: .+}")
    @Operation(summary = "Delete a policy")
    void deletePolicy(@PathParam("prefix") String prefix);

    /** The event log as a stream: first what came after {@code Last-Event-ID} (or {@code since}), then what happens. */
    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Events, streamed")
    Multi<jakarta.ws.rs.sse.OutboundSseEvent> streamEvents(
            @HeaderParam("Last-Event-ID") Long lastEventId, @QueryParam("since") Long since);

    /** The event log as a document: the newest {@code limit} (1 to 1,000), oldest first. */
    @GET
    @Path("/events")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The newest events")
    List<EventView> events(@QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("type") String type);
}
