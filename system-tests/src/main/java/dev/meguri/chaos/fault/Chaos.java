package dev.meguri.chaos.fault;

import dev.meguri.api.fault.FaultRequest;
import dev.meguri.chaos.cluster.Cluster;
import dev.meguri.chaos.cluster.Processes;
import dev.meguri.chaos.history.FaultEvent;
import dev.meguri.chaos.history.History;
import dev.meguri.chaos.history.MemoryLoss;
import dev.meguri.chaos.load.Targets;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes things go wrong with a cluster for some time, one after the other and now and then two at once; then heals all. */
public final class Chaos {
    /** Twice the interval between snapshots of these clusters, and the time to write them on a busy machine. */
    public static final long SNAPSHOT_MILLIS = 4_000;

    private static final long WELL_MILLIS = 30_000;
    private static final long ALL_WELL_MILLIS = 60_000;
    private static final long MAX_LINK_FAULT_MILLIS = 10_000;
    private static final long CRASH_ALL_NEEDS_MILLIS = 25_000;
    private static final long CRASH_NEEDS_MILLIS = 12_000;
    private static final int LEAST_NODES = 3;
    private static final int MOST_JOINS = 2;

    private final Cluster cluster;
    private final History history;
    private final Targets targets;
    private final SplitMix64 random;
    private final Deck deck;
    private final Pauses pauses;
    private final MemoryLog memory;
    private final Consumer<String> teller;
    private final long forMillis;
    private final int firstNodes;
    private final boolean memoryVotes;
    private final List<String> newcomers = new ArrayList<>();
    private long endNanos;

    /**
     * @param seconds of faults; a pause that is under way then is waited for
     * @param longestPauseSeconds of any process
     * @param memoryVotes whether the policy needs a majority's memory, which no disk stands for: then one node is killed at a
     *     time, and only while all others are well
     * @param teller is told each fault in words
     */
    public Chaos(
            Cluster cluster,
            History history,
            Targets targets,
            long seed,
            int seconds,
            int longestPauseSeconds,
            boolean memoryVotes,
            Consumer<String> teller) {
        this.cluster = cluster;
        this.history = history;
        this.targets = targets;
        this.random = SplitMix64.of(seed, "faults");
        this.deck = new Deck(random);
        this.memory = new MemoryLog(history);
        this.memoryVotes = memoryVotes;
        this.teller = teller;
        this.firstNodes = cluster.nodes().size();
        this.forMillis = seconds * 1_000L;
        this.pauses = new Pauses(SplitMix64.of(seed, "pauses"), forMillis, longestPauseSeconds * 1_000L);
    }

    /** Returns when the time is over and all that was broken is mended, as far as that is in anybody's hands. */
    public void run() {
        endNanos = history.nowNanos() + forMillis * 1_000_000;
        while (leftMillis() > 500) {
            welcomeNewcomers();
            strike(deck.next());
            sleep(random.between(100, 700));
        }
        heal();
    }

    private void heal() {
        for (String node : cluster.nodes()) {
            cluster.processes().resume(node);
            cluster.clearFaults(node);
        }
    }

    private long leftMillis() {
        return (endNanos - history.nowNanos()) / 1_000_000;
    }

    private void strike(ChaosKind kind) {
        switch (kind) {
            case CRASH -> crash();
            case CRASH_IN_TURN -> crashInTurn();
            case CRASH_ALL -> crashAll();
            case PAUSE -> pause();
            case CUT -> link(kind, "cut", "both", null, null);
            case CUT_ONE_WAY -> link(kind, "cut", random.chance(0.5) ? "in" : "out", null, null);
            case ISOLATE -> linkTo(kind, FaultRequest.EVERYBODY, "cut", "both", null, null);
            case CUT_FROM_MANAGER -> linkTo(kind, FaultRequest.MANAGER, "cut", "both", null, null);
            case DELAY -> link(kind, "delay", "both", random.between(20, 400), null);
            case LOSS -> link(kind, "loss", "both", null, 0.1 + random.below(50) / 100.0);
            case DUPLICATION -> link(kind, "duplication", "both", null, 0.1 + random.below(50) / 100.0);
            case SLOW -> slow();
            case MANAGER_CRASH -> managerCrash();
            case JOIN -> join();
            case DRAIN -> drain();
        }
    }

    // ---- processes -----------------------------------------------------------------------------------------------

    private void crash() {
        if (leftMillis() < 2_000) {
            return;
        }
        if (wellNow(WELL_MILLIS) || !memoryVotes) {
            crash(anyNode());
        }
    }

    private void crash(String node) {
        long from = history.nowNanos();
        cluster.processes().kill(List.of(node));
        memory.killed(List.of(node), from, MemoryLoss.NOTHING);
        long away = random.between(200, 3_000);
        sleep(away);
        cluster.launch(List.of(node));
        done(ChaosKind.CRASH, "kill -9 of " + node + ", started again after " + away + " ms", from);
        wellNow(WELL_MILLIS);
    }

    private void crashInTurn() {
        List<String> nodes = cluster.nodes();
        if (leftMillis() < CRASH_NEEDS_MILLIS * nodes.size()) {
            return;
        }
        long from = history.nowNanos();
        for (String node : nodes) {
            if (wellNow(WELL_MILLIS) || !memoryVotes) {
                crash(node);
            }
        }
        done(ChaosKind.CRASH_IN_TURN, "that was each of " + nodes.size() + " nodes in turn", from);
    }

    /** Only when every disk has what was acknowledged some seconds ago, so that it can be asked for afterwards. */
    private void crashAll() {
        if (memoryVotes || leftMillis() < CRASH_ALL_NEEDS_MILLIS || cluster.awaitWell(WELL_MILLIS) != null) {
            return;
        }
        memory.well();
        Map<String, String> before = cluster.states();
        long onDisk = history.nowNanos();
        sleep(SNAPSHOT_MILLIS);
        if (cluster.lackOfHealth() != null || !cluster.states().equals(before)) {
            return;
        }
        List<String> nodes = cluster.nodes();
        long from = history.nowNanos();
        cluster.processes().kill(nodes);
        memory.killed(nodes, from, onDisk);
        cluster.launch(nodes);
        done(ChaosKind.CRASH_ALL, "kill -9 of all " + nodes.size() + " nodes, started again at once", from);
        wellNow(ALL_WELL_MILLIS);
    }

    private void pause() {
        String node = anyNode();
        long millis = pauses.nextMillis();
        long from = history.nowNanos();
        cluster.processes().suspend(node);
        sleep(millis);
        cluster.processes().resume(node);
        done(ChaosKind.PAUSE, "SIGSTOP of " + node + " for " + millis + " ms", from);
    }

    private void managerCrash() {
        long from = history.nowNanos();
        cluster.processes().kill(List.of(Processes.MANAGER));
        long away = random.between(200, 3_000);
        sleep(away);
        cluster.launch(List.of(Processes.MANAGER));
        done(ChaosKind.MANAGER_CRASH, "kill -9 of the manager, started again after " + away + " ms", from);
    }

    // ---- links ---------------------------------------------------------------------------------------------------

    private void link(ChaosKind kind, String fault, String direction, Long delayMillis, Double rate) {
        String node = anyNode();
        String peer = anyNode();
        while (peer.equals(node)) {
            peer = anyNode();
        }
        set(kind, node, peer, fault, direction, delayMillis, rate);
    }

    private void linkTo(ChaosKind kind, String peer, String fault, String direction, Long delayMillis, Double rate) {
        set(kind, anyNode(), peer, fault, direction, delayMillis, rate);
    }

    private void slow() {
        set(ChaosKind.SLOW, anyNode(), null, "slow", null, random.between(5, 100), null);
    }

    private void set(
            ChaosKind kind, String node, String peer, String fault, String direction, Long delayMillis, Double rate) {
        long millis = random.between(1_000, Math.max(2_000, Math.min(MAX_LINK_FAULT_MILLIS, forMillis / 6)));
        FaultRequest request = new FaultRequest(fault, peer, direction, millis, delayMillis, null, rate, null, null);
        long from = history.nowNanos();
        if (!cluster.setFault(node, request)) {
            return;
        }
        String words = kind.wire() + " at " + node
                + (peer == null ? "" : peer.equals(FaultRequest.EVERYBODY) ? " from everybody" : " with " + peer)
                + (direction == null ? "" : ", " + direction)
                + (delayMillis == null ? "" : ", " + delayMillis + " ms late")
                + (rate == null ? "" : String.format(java.util.Locale.ROOT, ", %.0f%%", rate * 100))
                + ", for " + millis + " ms";
        // Half of them go on while the next thing goes wrong.
        if (random.chance(0.5)) {
            sleep(millis);
        }
        done(kind, words, from);
    }

    // ---- operators' doings ---------------------------------------------------------------------------------------

    private void join() {
        Map<String, String> states = cluster.states();
        if (leftMillis() < CRASH_NEEDS_MILLIS / 2) {
            return;
        }
        long from = history.nowNanos();
        for (Map.Entry<String, String> state : states.entrySet()) {
            if (state.getValue().equals("STANDBY")) {
                if (cluster.admit(state.getKey())) {
                    done(ChaosKind.JOIN, state.getKey() + " is asked back", from);
                }
                return;
            }
        }
        if (cluster.nodes().size() < firstNodes + MOST_JOINS
                && states.values().stream().allMatch("ACTIVE"::equals)) {
            String node = cluster.launchNext();
            newcomers.add(node);
            done(ChaosKind.JOIN, node + " joins", from);
        }
    }

    /** Clients ask a new node once it serves, as they learn of it from the cluster. */
    private void welcomeNewcomers() {
        Map<String, String> states = newcomers.isEmpty() ? Map.of() : cluster.states();
        for (String node : List.copyOf(newcomers)) {
            if ("ACTIVE".equals(states.get(node))) {
                newcomers.remove(node);
                targets.add(node, cluster.processes().portOf(node));
            }
        }
    }

    private void drain() {
        Map<String, String> states = cluster.states();
        List<String> active = states.keySet().stream()
                .filter(node -> states.get(node).equals("ACTIVE"))
                .toList();
        if (active.size() <= LEAST_NODES) {
            return;
        }
        long from = history.nowNanos();
        String node = active.get(random.below(active.size()));
        if (cluster.drain(node)) {
            done(ChaosKind.DRAIN, node + " is drained", from);
        }
    }

    // ---- helpers -------------------------------------------------------------------------------------------------

    private boolean wellNow(long timeoutMillis) {
        boolean well = cluster.awaitWell(timeoutMillis) == null;
        if (well) {
            memory.well();
        }
        return well;
    }

    private String anyNode() {
        List<String> nodes = cluster.nodes();
        return nodes.get(random.below(nodes.size()));
    }

    private void done(ChaosKind kind, String what, long fromNanos) {
        history.add(new FaultEvent(kind.wire(), what, fromNanos, history.nowNanos()));
        teller.accept(String.format(java.util.Locale.ROOT, "%6.1f s  %s", fromNanos / 1e9, what));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
