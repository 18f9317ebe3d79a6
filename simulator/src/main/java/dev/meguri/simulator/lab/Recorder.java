package dev.meguri.simulator.lab;

import dev.meguri.core.membership.ManagerEffect;
import dev.meguri.core.membership.ManagerEvent;
import dev.meguri.core.message.ShardMessage;
import dev.meguri.core.operation.Result;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.store.Entry;
import dev.meguri.simulator.check.Observer;
import dev.meguri.simulator.cluster.NodeClock;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.lab.Film.Change;
import dev.meguri.simulator.lab.Film.Process;
import dev.meguri.simulator.lab.Film.Teller;
import dev.meguri.simulator.lab.Film.Told;
import dev.meguri.simulator.lab.Film.Weight;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.FlightWatch;
import dev.meguri.simulator.workload.ClientOperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at a cluster, and writes down what a picture shows of it. It changes nothing. One thread owns it, as all of a run. */
final class Recorder implements Observer, FlightWatch {
    /** A run that has done more than this has gone astray: ten times as much as fifty nodes do in a whole film. */
    static final long MAX_EVENTS = 8_000_000;

    private final SimCluster cluster;
    private final long beganMicros;
    private final Reel reel = new Reel();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private ClusterState counted;
    private final Map<String, int[]> shares = new HashMap<>();
    private long followedByAll;

    /** Begins to look, at a cluster that has formed. */
    Recorder(SimCluster cluster) {
        this.cluster = cluster;
        this.beganMicros = cluster.world().nowMicros();
        for (Endpoint endpoint : cluster.world().network().endpoints()) {
            numbers.put(endpoint.name(), names.size());
            names.add(endpoint.name());
        }
        cluster.world().observers().add(this);
        cluster.world().network().watch(this);
        look();
    }

    Reel reel() {
        return reel;
    }

    List<String> names() {
        return names;
    }

    long micros() {
        return cluster.world().nowMicros() - beganMicros;
    }

    int numberOf(String name) {
        return name == null ? -1 : numbers.getOrDefault(name, -1);
    }

    void tell(Teller teller, Weight weight, String about, Words words) {
        reel.tell(new Told(micros(), teller, weight, numberOf(about), words.text(), words.said()));
    }

    void cut(String a, String b, boolean cut) {
        reel.cut(new Film.Cut(micros(), numberOf(a), numberOf(b), cut));
    }

    // ---- nodes -----------------------------------------------------------------------------------------------------

    @Override
    public void onTick() {
        if (cluster.world().queue().scheduled() > MAX_EVENTS) {
            throw new TooLong("the run had more than " + MAX_EVENTS + " events");
        }
        look();
    }

    /** Writes down how everybody is now, where it changed. */
    void look() {
        ClusterState state = cluster.manager().state();
        count(state);
        SimManager manager = cluster.manager();
        long ring = state == null ? 0 : state.ringVersion();
        reel.change(new Change(
                micros(),
                0,
                manager.isRunning() ? Process.UP : Process.OFF,
                null,
                ring,
                0,
                0,
                0,
                wrong(manager.clock())));
        for (SimNode node : cluster.nodes()) {
            look(node, state);
        }
        for (SimNode spare : cluster.spares()) {
            look(spare, state);
        }
        tellWhenAllFollow(state);
    }

    private void look(SimNode node, ClusterState state) {
        boolean member = state != null && state.member(node.name()) != null;
        int[] share = shares.getOrDefault(node.name(), new int[2]);
        ClusterState adopted = node.adopted();
        reel.change(new Change(
                micros(),
                numberOf(node.name()),
                !node.isRunning() ? Process.OFF : node.isPaused() ? Process.PAUSED : Process.UP,
                member ? state.stateOf(node.name()).name() : null,
                adopted == null ? 0 : adopted.ringVersion(),
                share[0],
                share[1],
                Math.max(0, node.unsyncedSlots()),
                wrong(node.clock())));
    }

    private static long wrong(NodeClock clock) {
        return clock.nowMillis() - clock.steadyMillis();
    }

    private void count(ClusterState state) {
        if (state == counted || state == null) {
            return;
        }
        counted = state;
        shares.clear();
        for (SlotAssignment slot : state.slots()) {
            for (String holder : slot.current()) {
                shares.computeIfAbsent(holder, h -> new int[2])[1]++;
            }
            shares.get(slot.homePrimary())[0]++;
        }
    }

    private void tellWhenAllFollow(ClusterState state) {
        if (state == null || state.ringVersion() == followedByAll) {
            return;
        }
        for (SimNode node : cluster.nodes()) {
            ClusterState adopted = node.adopted();
            if (node.isRunning() && (adopted == null || adopted.ringVersion() != state.ringVersion())) {
                return;
            }
        }
        followedByAll = state.ringVersion();
        tell(
                Teller.NODE,
                Weight.INFO,
                null,
                Words.of(
                        "all_follow",
                        "All nodes that run follow ring version " + followedByAll + ".",
                        "ringVersion",
                        followedByAll));
    }

    @Override
    public void onStarted(SimNode node) {
        look();
    }

    @Override
    public void onMemoryLost(SimNode node, List<Entry> had, List<Entry> kept) {
        tell(
                Teller.NODE,
                Weight.WARN,
                node.name(),
                Words.of(
                        "memory_lost",
                        node + " loses its memory: it had " + had.size() + " entries of eventual keys, and "
                                + kept.size() + " are on its disk.",
                        "node",
                        node.name(),
                        "had",
                        had.size(),
                        "kept",
                        kept.size()));
    }

    // ---- manager ---------------------------------------------------------------------------------------------------

    @Override
    public void onManagerEvent(ManagerEffect.Event event) {
        tell(
                Teller.MANAGER,
                weight(event.type()),
                event.nodeId(),
                Words.of(
                        "event",
                        event.message(),
                        "type",
                        event.type().name().toLowerCase(Locale.ROOT),
                        "nodeId",
                        event.nodeId(),
                        "details",
                        event.details()));
    }

    private static Weight weight(ManagerEvent type) {
        return switch (type) {
            case NODE_DOWN, SLOTS_LOST, SLOTS_RESET -> Weight.BAD;
            case NODE_SUSPECT, NODE_REFUSED, NODE_REMOVED, NODE_LEAVING, REBALANCE_CANCELLED, FAULT_INJECTED ->
                Weight.WARN;
            case CLUSTER_FORMED, NODE_ADDED, NODE_RECOVERED, REBALANCE_FINISHED, FAULT_HEALED -> Weight.GOOD;
            case MANAGER_STARTED,
                    NODE_STANDBY,
                    NODE_RETURNED,
                    NODE_DRAINED,
                    REBALANCE_STARTED,
                    REBALANCE_PAUSED,
                    REBALANCE_RESUMED,
                    POLICY_CHANGED,
                    POLICY_DELETED,
                    STATE_RECOVERED -> Weight.INFO;
        };
    }

    // ---- clients ---------------------------------------------------------------------------------------------------

    @Override
    public void onResult(ClientOperation operation) {
        boolean failed = operation.result instanceof Result.Failed;
        tell(
                Teller.CLIENT,
                failed ? Weight.WARN : Weight.INFO,
                operation.via.name(),
                Words.english(asked(operation) + OperationWords.answered(operation.result) + " (" + millis(operation)
                        + " ms)"));
    }

    @Override
    public void onBroken(ClientOperation operation) {
        tell(
                Teller.CLIENT,
                Weight.WARN,
                operation.via.name(),
                Words.english(
                        asked(operation) + "the node's process ended: the client cannot know whether it was made."));
    }

    private static String asked(ClientOperation operation) {
        return "#" + operation.id + " " + OperationWords.asked(operation.operation) + ", asked of " + operation.via
                + ": ";
    }

    private static long millis(ClientOperation operation) {
        return (operation.endMicros - operation.submitMicros) / 1_000;
    }

    // ---- messages --------------------------------------------------------------------------------------------------

    @Override
    public int departs(Endpoint from, Endpoint to, Object message, long arrivalMicros) {
        return add(from, to, message, arrivalMicros - beganMicros, Flights.ARRIVED);
    }

    @Override
    public void ends(int flight, boolean arrived) {
        reel.flights.end(flight, arrived);
    }

    @Override
    public void lost(Endpoint from, Endpoint to, Object message) {
        add(from, to, message, typicalArrival(), Flights.LOST);
    }

    @Override
    public void held(Endpoint from, Endpoint to, Object message) {
        add(from, to, message, typicalArrival(), Flights.HELD);
    }

    private long typicalArrival() {
        return micros() + cluster.world().network().settings().maxLatencyMicros();
    }

    private int add(Endpoint from, Endpoint to, Object message, long arrivalMicros, int fate) {
        FlightKind kind = FlightKind.of(message, isOfMovingSlot(message));
        reel.count(micros(), kind);
        return reel.flights.wants(kind)
                ? reel.flights.add(
                        micros(), arrivalMicros, from.index(), to.index(), kind, fate, MessageWords.of(message))
                : Flights.LEFT_OUT;
    }

    private boolean isOfMovingSlot(Object message) {
        ClusterState state = cluster.manager().state();
        return message instanceof ShardMessage m
                && state != null
                && state.slot(m.slot()).isJoint();
    }
}
