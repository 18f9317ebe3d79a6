package dev.meguri.manager.rest;

import dev.meguri.api.cluster.AcceptLossRequest;
import dev.meguri.api.cluster.AdmitRequest;
import dev.meguri.api.cluster.ClusterApi;
import dev.meguri.api.cluster.ClusterView;
import dev.meguri.api.cluster.EventView;
import dev.meguri.api.cluster.FaultReport;
import dev.meguri.api.cluster.LostSlots;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.api.cluster.PolicyDocument;
import dev.meguri.api.cluster.RebalancePreview;
import dev.meguri.api.cluster.RebalanceView;
import dev.meguri.api.cluster.RingView;
import dev.meguri.api.cluster.SlotRange;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.core.membership.ManagerInput;
import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.NodeStatus;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotSpans;
import dev.meguri.manager.Manager;
import dev.meguri.manager.config.ManagerConfig;
import dev.meguri.manager.driver.Picture;
import dev.meguri.manager.store.SqliteStore;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/** The cluster API, on worker threads: reads from the newest picture or the database, writes through {@link Commands}. */
@Blocking
public class ClusterResource implements ClusterApi {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    /** A heartbeat tells; longer than a few of them nobody is waited for. */
    private static final Duration ADOPTION = Duration.ofSeconds(2);

    private static final Duration ADOPTION_LOOK = Duration.ofMillis(20);
    private static final int MAX_LIMIT = 1_000;

    @Context
    Sse sse;

    private final Manager manager;
    private final ManagerConfig config;
    private final Commands commands;
    private final SqliteStore store;
    private final EventStream events;
    private final KeysInUse keysInUse;

    ClusterResource(
            Manager manager,
            ManagerConfig config,
            Commands commands,
            SqliteStore store,
            EventStream events,
            KeysInUse keysInUse) {
        this.manager = manager;
        this.config = config;
        this.commands = commands;
        this.store = store;
        this.events = events;
        this.keysInUse = keysInUse;
    }

    @Override
    public ClusterView cluster() {
        return ClusterViews.cluster(
                manager.picture(), config.expectedNodes(), config.replicationFactor(), System.currentTimeMillis());
    }

    @Override
    public List<SlotRange> slots() {
        return ClusterViews.slots(state());
    }

    @Override
    public LostSlots lostSlots() {
        state();
        return ClusterViews.lost(manager.picture().lost());
    }

    @Override
    public LostSlots acceptLoss(AcceptLossRequest request) {
        if (request == null || request.slots() == null || request.confirm() == null) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST,
                    "slots",
                    "slots (as 1-5,9, or all) and confirm (how many that is) are needed.");
        }
        BitSet slots = slots(request.slots());
        commands.carryOut(id -> new ManagerInput.AcceptLoss(id, slots, request.confirm()));
        awaitAdoption();
        return lostSlots();
    }

    @Override
    public void reportFault(FaultReport report) {
        FaultReports.require(report);
        commands.carryOut(id -> new ManagerInput.ReportFault(
                id, report.nodeId(), report.kind(), report.what(), FaultReports.isHealed(report)));
    }

    /** Of "all": none is named. */
    private BitSet slots(String text) {
        try {
            return text.equals("all") ? new BitSet() : SlotSpans.parse(text, state().slotCount());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ErrorCode.INVALID_REQUEST, "slots", e.getMessage() + ".");
        }
    }

    @Override
    public RingView ring() {
        return ClusterViews.ring(state());
    }

    @Override
    public NodeView admit(AdmitRequest request) {
        if (request == null || request.nodeId() == null || request.nodeId().isEmpty()) {
            throw new ProblemException(
                    ErrorCode.INVALID_REQUEST, "nodeId", "nodeId is needed: the name of a STANDBY node.");
        }
        commands.carryOut(id -> new ManagerInput.Admit(id, request.nodeId()));
        Picture picture = manager.picture();
        return ClusterViews.node(picture, member(picture, request.nodeId()), System.currentTimeMillis());
    }

    @Override
    public NodeView remove(String nodeId, boolean force) {
        Member before = member(manager.picture(), nodeId);
        commands.carryOut(id -> new ManagerInput.Drain(id, nodeId, force));
        Picture picture = manager.picture();
        Member member = picture.state().member(nodeId);
        return member == null
                ? ClusterViews.removed(before)
                : ClusterViews.node(picture, member, System.currentTimeMillis());
    }

    @Override
    public RebalanceView rebalance() {
        return rebalanceJob(commands.carryOut(ManagerInput.Rebalance::new));
    }

    @Override
    public List<RebalanceView> rebalances(int limit) {
        requireLimit(limit);
        return store.jobs(limit).stream().map(this::view).toList();
    }

    @Override
    public RebalanceView rebalanceJob(long id) {
        return store.job(id)
                .map(this::view)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.REBALANCE_NOT_FOUND, "id", "There is no rebalance job " + id + "."));
    }

    @Override
    public RebalanceView pauseRebalance(long id) {
        return rebalanceJob(commands.carryOut(command -> new ManagerInput.PauseRebalance(command, id)));
    }

    @Override
    public RebalanceView resumeRebalance(long id) {
        return rebalanceJob(commands.carryOut(command -> new ManagerInput.ResumeRebalance(command, id)));
    }

    @Override
    public RebalanceView cancelRebalance(long id) {
        return rebalanceJob(commands.carryOut(command -> new ManagerInput.CancelRebalance(command, id)));
    }

    @Override
    public RebalancePreview previewRebalance(List<String> admit, List<String> drain) {
        state();
        return Previews.of(manager.picture(), admit, drain);
    }

    private RebalanceView view(RebalanceJob job) {
        return ClusterViews.rebalance(job, manager.picture().slotsMoving());
    }

    @Override
    public List<PolicyDocument> policies() {
        return state().policies().all().stream().map(PolicyDocuments::document).toList();
    }

    @Override
    public PolicyDocument policy(String prefix) {
        return state().policies().named(prefix).map(PolicyDocuments::document).orElseThrow(() -> noPolicy(prefix));
    }

    @Override
    public PolicyDocument putPolicy(String prefix, PolicyDocument document) {
        Policy before = state().policies().named(prefix).orElse(Policy.defaults());
        Policy policy = PolicyDocuments.policy(prefix, document, before);
        boolean sameKind =
                policy.consistency() == state().policies().governing(prefix).consistency();
        keysInUse.requireNoneChanges(
                state(), prefix, state().policies().with(policy), sameKind ? "conflict" : "consistency");
        commands.carryOut(id -> new ManagerInput.PutPolicy(id, policy));
        awaitAdoption();
        return PolicyDocuments.document(policy);
    }

    /** So that whoever asked for a change finds it everywhere. A node that does not tell in time follows as soon as it can. */
    private void awaitAdoption() {
        long ringVersion = state().ringVersion();
        long deadlineNanos = System.nanoTime() + ADOPTION.toNanos();
        while (!isAdopted(ringVersion) && System.nanoTime() < deadlineNanos) {
            try {
                Thread.sleep(ADOPTION_LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isAdopted(long ringVersion) {
        Picture picture = manager.picture();
        for (NodeStatus node : picture.nodes()) {
            Member member = picture.state().member(node.nodeId());
            boolean counts = member != null && member.state().isLive() && node.connected() && node.heartbeat() != null;
            if (counts && node.heartbeat().ringVersion() < ringVersion) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void deletePolicy(String prefix) {
        PolicyTable policies = state().policies();
        if (!prefix.equals(Policy.DEFAULT) && policies.named(prefix).isPresent()) {
            keysInUse.requireNoneChanges(state(), prefix, policies.without(prefix), "prefix");
        }
        commands.carryOut(id -> new ManagerInput.DeletePolicy(id, prefix));
        awaitAdoption();
    }

    @Override
    public Multi<OutboundSseEvent> streamEvents(Long lastEventId, Long since) {
        Multi<OutboundSseEvent> happening = events.after(lastEventId != null ? lastEventId : since)
                .map(event -> sse.newEventBuilder()
                        .id(Long.toString(event.id()))
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(EventView.class, event)
                        .build());
        // Proxies and browsers give up on a silent connection.
        Multi<OutboundSseEvent> alive = Multi.createFrom()
                .ticks()
                .every(KEEP_ALIVE)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("alive").build());
        return Multi.createBy().merging().streams(happening, alive);
    }

    @Override
    public List<EventView> events(int limit, String type) {
        requireLimit(limit);
        return store.newestEvents(limit, type);
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(
                    ErrorCode.INVALID_NUMBER, "limit", "limit must be from 1 to " + MAX_LIMIT + ", not " + limit + ".");
        }
    }

    private ClusterState state() {
        ClusterState state = manager.picture().state();
        if (state == null) {
            throw new ProblemException(
                    ErrorCode.NO_RING,
                    null,
                    "The cluster is not formed yet: "
                            + manager.picture().waiting().size() + " of " + config.expectedNodes()
                            + " expected nodes are there. Try again later.");
        }
        return state;
    }

    private Member member(Picture picture, String nodeId) {
        Member member = state() == null ? null : picture.state().member(nodeId);
        if (member == null) {
            throw new ProblemException(
                    ErrorCode.NODE_NOT_FOUND, "nodeId", "There is no node " + nodeId + " in the cluster.");
        }
        return member;
    }

    private static ProblemException noPolicy(String prefix) {
        return new ProblemException(ErrorCode.POLICY_NOT_FOUND, "prefix", "There is no policy " + prefix + ".");
    }
}
