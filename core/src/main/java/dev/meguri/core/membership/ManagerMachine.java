package dev.meguri.core.membership;

import static dev.meguri.core.limits.Requirements.requireState;

import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.migration.MovePace;
import dev.meguri.core.migration.RebalanceJob;
import dev.meguri.core.ring.ClusterState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * The manager: the only writer of {@link ClusterState}. A deterministic state machine, owned by one thread.
 *
 * <p>Every step takes one input, then looks at all that is known and takes whatever steps are due: registrations, members'
 * states, drains and replacements, plans, moves. All changes of a step share one ring version, and are stored before
 * anybody hears of them. Nothing but what is stored survives a restart; the rest is seen anew (see
 * {@link ManagerKnowledge}), so that "killed and restarted" is the ordinary way to start.
 */
public final class ManagerMachine {
    private static final long TICK_MILLIS = 100;
    /** After a state was published: what follows from it, as of a node that forgot, is not waited for. */
    private static final long NEXT_STEP_MILLIS = 10;

    private static final long RESEND_MILLIS = 1_000;
    private static final long STORE_ACTIVE_MILLIS = 5_000;

    /** The manager wakes every {@link #TICK_MILLIS}; when it comes later than this, it stood still itself. */
    private static final long STALL_MILLIS = 3 * TICK_MILLIS;

    private final ManagerSettings settings;
    private final Planning planning = new Planning();

    /** Commands that came while the manager only listens after its start. */
    private final List<ManagerInput.Command> deferred = new ArrayList<>();

    private ManagerKnowledge knowledge;
    private long nextWakeMillis = Long.MAX_VALUE;
    private long steppedMillis;

    public ManagerMachine(ManagerSettings settings) {
        this.settings = settings;
    }

    /** @param nowMillis milliseconds since 1970; never goes back between steps */
    public void step(ManagerInput input, long nowMillis, Consumer<ManagerEffect> effects) {
        requireState(
                (knowledge == null) == (input instanceof ManagerInput.Started),
                "Started is the first input, and only it");
        if (input instanceof ManagerInput.Started started) {
            knowledge = new ManagerKnowledge(settings, started, nowMillis);
        }
        forgiveStall(nowMillis);
        ManagerTurn turn = new ManagerTurn(knowledge, nowMillis);
        take(turn, input);
        if (knowledge.state == null) {
            Formation.formIfDue(turn);
        } else {
            advance(turn);
        }
        ClusterState before = knowledge.state;
        turn.finish(effects);
        nextWakeMillis = nowMillis + (knowledge.state == before ? TICK_MILLIS : NEXT_STEP_MILLIS);
    }

    /**
     * Time in which the manager itself stood still (a pause of the collector, an overloaded machine, a slow disk) is no
     * silence of the nodes: their heartbeats wait in its queue.
     */
    private void forgiveStall(long nowMillis) {
        long stalled = nowMillis - steppedMillis;
        if (steppedMillis != 0 && stalled > STALL_MILLIS) {
            knowledge.sessions.values().forEach(s -> s.forgive(stalled));
        }
        steppedMillis = nowMillis;
    }

    private void take(ManagerTurn turn, ManagerInput input) {
        switch (input) {
            case ManagerInput.Started i -> {
                turn.store(new ManagerRecord.Term(knowledge.term));
                turn.event(
                        ManagerEvent.MANAGER_STARTED,
                        null,
                        "The manager started, term " + knowledge.term,
                        EventDetails.of("term", knowledge.term));
            }
            case ManagerInput.NodeConnected i -> {}
            case ManagerInput.FromNode i -> receive(turn, i.connectionId(), i.message());
            case ManagerInput.NodeDisconnected i -> disconnected(i.connectionId(), turn.nowMillis);
            case ManagerInput.Command i -> {
                if (knowledge.state != null && knowledge.holding(turn.nowMillis)) {
                    deferred.add(i);
                } else {
                    OperatorCommands.carryOut(turn, i);
                }
            }
            case ManagerInput.Wake i -> {}
        }
    }

    private void advance(ManagerTurn turn) {
        Registrations.admitWaiting(turn);
        if (knowledge.holding(turn.nowMillis)) {
            return;
        }
        List.copyOf(deferred).forEach(c -> OperatorCommands.carryOut(turn, c));
        deferred.clear();
        LivenessRules.apply(turn);
        Draining.finishDrained(turn);
        Draining.admitReplacements(turn);
        knowledge.losses.step(turn);
        planning.step(turn);
        if (knowledge.highestRingVersion > knowledge.state.ringVersion()) {
            // Some node spoke of versions nobody could show: the next one must be over them, with new epochs.
            turn.draft().touch();
        }
    }

    private void receive(ManagerTurn turn, long connectionId, ManagerMessage message) {
        switch (message) {
            case ManagerMessage.Register m -> Registrations.register(turn, connectionId, m);
            case ManagerMessage.StateUploaded m -> Formation.uploaded(turn, connectionId, m.state());
            case ManagerMessage.Heartbeat m -> heartbeat(turn, connectionId, m);
            case ManagerMessage.SlotsSynced m -> {
                NodeSession session = knowledge.session(connectionId);
                if (session != null && !session.stopped) {
                    knowledge.mover.reported(session.nodeId, m.slots(), m.epochs());
                }
            }
            case ManagerMessage.SlotsCarried m -> {
                NodeSession session = knowledge.session(connectionId);
                if (session != null && !session.stopped) {
                    knowledge.mover.carried(m.slots(), m.epochs());
                }
            }
            case ManagerMessage.FetchFullState m -> {
                NodeSession session = knowledge.session(connectionId);
                if (session != null) {
                    session.forgetSent();
                }
            }
            case ManagerMessage.Goodbye m -> {
                NodeSession session = knowledge.session(connectionId);
                if (session != null) {
                    session.stopped = true;
                    session.heartbeat = null;
                }
            }
            case ManagerMessage.Welcome m -> misdirected(turn, connectionId);
            case ManagerMessage.Refused m -> misdirected(turn, connectionId);
            case ManagerMessage.FullState m -> misdirected(turn, connectionId);
            case ManagerMessage.StateDelta m -> misdirected(turn, connectionId);
            case ManagerMessage.UploadState m -> misdirected(turn, connectionId);
        }
    }

    /** Only the manager says such things: whoever is there is no node. */
    private void misdirected(ManagerTurn turn, long connectionId) {
        disconnected(connectionId, turn.nowMillis);
        turn.close(connectionId);
    }

    private void heartbeat(ManagerTurn turn, long connectionId, ManagerMessage.Heartbeat heartbeat) {
        NodeSession session = knowledge.session(connectionId);
        if (session == null) {
            // Removed while it could not be heard, and alive after all: it is to register anew.
            if (!knowledge.waiting.containsKey(connectionId)) {
                turn.close(connectionId);
            }
            return;
        }
        if (session.stopped) {
            return;
        }
        session.beat(heartbeat, turn.nowMillis);
        knowledge.highestRingVersion = Math.max(knowledge.highestRingVersion, heartbeat.ringVersion());
        knowledge.activeUntilMillis = Math.max(knowledge.activeUntilMillis, turn.nowMillis);
        if (knowledge.activeUntilMillis - knowledge.activeUntilStoredMillis >= STORE_ACTIVE_MILLIS) {
            knowledge.activeUntilStoredMillis = knowledge.activeUntilMillis;
            turn.store(new ManagerRecord.ActiveUntil(knowledge.activeUntilMillis));
        }
        ClusterState state = knowledge.state;
        if (Registrations.knowsMore(knowledge, heartbeat.term(), heartbeat.ringVersion())) {
            if (turn.nowMillis - session.uploadAskedMillis >= RESEND_MILLIS) {
                session.uploadAskedMillis = turn.nowMillis;
                turn.send(session.connectionId, new ManagerMessage.UploadState());
            }
        } else if (ClusterState.isNewer(state.term(), state.ringVersion(), heartbeat.term(), heartbeat.ringVersion())
                && turn.nowMillis - session.sentMillis > RESEND_MILLIS) {
            session.forgetSent();
        }
    }

    private void disconnected(long connectionId, long nowMillis) {
        knowledge.waiting.remove(connectionId);
        NodeSession session = knowledge.sessionsByConnection.remove(connectionId);
        if (session != null) {
            session.disconnect(nowMillis);
        }
    }

    /** When the driver is to give {@link ManagerInput.Wake}. Ask after every step. */
    public long nextWakeMillis() {
        return nextWakeMillis;
    }

    /** The newest published state; null: no cluster yet. */
    public ClusterState state() {
        return knowledge == null ? null : knowledge.state;
    }

    /** One per member, sorted by nodeId. */
    public List<NodeStatus> nodes() {
        return knowledge.sessions.values().stream()
                .map(s -> new NodeStatus(s.nodeId, s.connected(), s.heartbeat, s.seenMillis, s.load))
                .toList();
    }

    /** Registered nodes that are not answered yet, in the order they came. */
    public List<ManagerMessage.Register> waitingNodes() {
        return knowledge.waiting.values().stream().map(w -> w.register).toList();
    }

    /** The newest rebalance job, running or not; null: none. */
    public RebalanceJob job() {
        return knowledge.job;
    }

    /** What is lost by the published state. */
    public LostSlots lostSlots() {
        return knowledge == null
                ? LostSlots.NONE
                : new LostSlots(
                        (BitSet) knowledge.losses.strong(knowledge).clone(),
                        knowledge.losses.withoutHolder(knowledge, steppedMillis));
    }

    /** How fast slots would move now. */
    public MovePace movePace() {
        return knowledge.mover.pace(Planning.busyPercent(knowledge));
    }

    /** Slots in JOINT by the published state. */
    public int slotsMoving() {
        return knowledge.mover.slotsMoving();
    }
}
