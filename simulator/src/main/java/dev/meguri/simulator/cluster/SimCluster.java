package dev.meguri.simulator.cluster;

import dev.meguri.core.membership.ManagerSettings;
import dev.meguri.core.membership.gossip.GossipView;
import dev.meguri.core.membership.gossip.Standing;
import dev.meguri.core.policy.Policy;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.ring.Voter;
import dev.meguri.simulator.check.Checks;
import dev.meguri.simulator.check.Observers;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.net.NetworkSettings;
import dev.meguri.simulator.net.Tap;
import dev.meguri.simulator.time.EventQueue;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.time.Trace;
import dev.meguri.simulator.workload.Clients;
import dev.meguri.simulator.workload.Policies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One manager, its nodes, the network between them, their clients, and those who watch: all of one run. */
public final class SimCluster {
    private final World world;
    private final SimManager manager;
    private final Clients clients;
    private final Checks checks;
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<SimNode> spares = new ArrayList<>();
    private final Map<String, SimNode> byName = new LinkedHashMap<>();
    private long nextTickMicros = 100_000;

    /**
     * @param meddler changes messages before anybody sees them; null: nobody does
     * @param traceSink see {@link Trace}
     */
    public SimCluster(
            long seed, SimSettings settings, NetworkSettings networkSettings, Tap meddler, Consumer<String> traceSink) {
        EventQueue queue = new EventQueue();
        Observers observers = new Observers();
        Tap tap = (net, from, to, message) -> {
            Object sent = meddler == null ? message : meddler.onSend(net, from, to, message);
            if (sent != null) {
                observers.onSend(from, to, sent);
            }
            return sent;
        };
        Network network = new Network(queue, networkSettings, SplitMix64.of(seed, "network"), tap);
        this.world = new World(
                seed,
                settings,
                queue,
                network,
                new Trace(queue, traceSink),
                observers,
                meddler == null ? tap : meddler);
        SplitMix64 skews = world.random("clocks");
        this.manager = new SimManager(world, managerSettings(settings), skew(skews));
        network.add(manager, true);
        this.clients = new Clients(world);
        for (int i = 1; i <= settings.nodes() + settings.spareNodes(); i++) {
            SimNode node = new SimNode(world, i, "node-" + i, false, skew(skews), clients);
            network.add(node, false);
            byName.put(node.name(), node);
            (i <= settings.nodes() ? nodes : spares).add(node);
        }
        this.checks = new Checks(this);
    }

    private long skew(SplitMix64 random) {
        long bound = world.settings().skewMillis() * 1_000;
        return random.between(-bound, bound);
    }

    private static ManagerSettings managerSettings(SimSettings settings) {
        ManagerSettings.Detection base = ManagerSettings.DEFAULTS.detection();
        return new ManagerSettings(
                new ManagerSettings.Formation(
                        settings.nodes(), 5_000, settings.replicationFactor(), settings.slotCount()),
                new ManagerSettings.Detection(
                        base.suspectMillis(),
                        base.downMillis(),
                        base.closedSuspectMillis(),
                        base.closedDownMillis(),
                        base.endedDownMillis(),
                        settings.replaceAfterMillis(),
                        base.startHoldMillis(),
                        base.startGraceMillis(),
                        base.warmUpMillis()),
                new ManagerSettings.Moving(Math.max(8, settings.slotCount() / 4), 8, 2, 50, 150, 100, 500),
                settings.graceMillis());
    }

    /** Starts the manager and the first nodes, and waits until all are ACTIVE and know all policies. */
    public void form() {
        manager.start();
        for (SimNode node : nodes) {
            node.start();
        }
        require(() -> manager.state() != null && lackOfHealth() == null, 20_000, "the cluster forms");
        addPolicies(Policies.EXTRA);
        checks.formed();
    }

    /** Waits until all nodes know them. */
    public void addPolicies(List<Policy> policies) {
        policies.forEach(manager::putPolicy);
        require(() -> lackOfHealth() == null, 20_000, "the policies reach all nodes");
        // Policies are not fenced: a node that recalled a state from before them would apply others for a moment.
        nodes.forEach(SimNode::writeSnapshot);
    }

    private void require(java.util.function.BooleanSupplier condition, long withinMillis, String what) {
        if (!runUntil(condition, withinMillis)) {
            throw world.violated("forms", what + " within " + withinMillis + " ms: " + lackOfHealth());
        }
    }

    // ---- time ------------------------------------------------------------------------------------------------------

    public void runForMillis(long millis) {
        runUntilMicros(world.nowMicros() + millis * 1_000);
    }

    /** Lets time pass until the condition holds, looking ten times a second; false when it did not within the time. */
    public boolean runUntil(java.util.function.BooleanSupplier condition, long withinMillis) {
        long deadline = world.nowMicros() + withinMillis * 1_000;
        while (!condition.getAsBoolean()) {
            if (world.nowMicros() >= deadline) {
                return false;
            }
            runForMillis(100);
        }
        return true;
    }

    private void runUntilMicros(long until) {
        EventQueue queue = world.queue();
        while (true) {
            long stop = Math.min(until, nextTickMicros);
            while (queue.runNext(stop)) {
                // what is to happen happens
            }
            if (queue.nowMicros() >= nextTickMicros) {
                nextTickMicros += 100_000;
                clients.checkAge();
                world.observers().onTick();
            }
            if (queue.nowMicros() >= until) {
                return;
            }
        }
    }

    // ---- health ----------------------------------------------------------------------------------------------------

    /**
     * What is missing until everything is well: all processes run and follow the newest state, all members ACTIVE (or
     * STANDBY), no slot moving, every slot with its full list of voters that have their memory, everything synced, nobody missed by
     * the gossip. Null: nothing.
     */
    public String lackOfHealth() {
        ClusterState state = manager.state();
        if (!manager.isRunning() || state == null) {
            return "no manager, or no state";
        }
        int holders = 0;
        for (SimNode node : nodes) {
            if (!node.isUp()) {
                return node + " is not up";
            }
            switch (state.stateOf(node.name())) {
                case ACTIVE -> holders++;
                case STANDBY -> {}
                case JOINING, SUSPECT, DOWN, LEAVING, REMOVED -> {
                    return node + " is " + state.stateOf(node.name()) + " in " + state + ", unsynced slots "
                            + node.unsyncedSlots();
                }
            }
            ClusterState adopted = node.adopted();
            if (adopted == null || adopted.term() != state.term() || adopted.ringVersion() != state.ringVersion()) {
                return node + " follows " + adopted + " instead of " + state;
            }
            if (node.unsyncedSlots() > 0) {
                return node + " has " + node.unsyncedSlots() + " unsynced slots";
            }
        }
        int length = Math.min(state.replicationFactor(), holders);
        for (int slot = 0; slot < state.slotCount(); slot++) {
            SlotAssignment assignment = state.slot(slot);
            if (assignment.isJoint()) {
                return "slot " + slot + " is moving: " + assignment;
            }
            if (assignment.current().size() != length) {
                return "slot " + slot + " has " + assignment + " instead of " + length + " replicas";
            }
            for (Voter voter : assignment.voters()) {
                if (state.policies().hasStrong() && state.member(voter.nodeId()).incarnation() != voter.incarnation()) {
                    return "slot " + slot + " has a voter that lost its memory: " + assignment;
                }
            }
        }
        return manager.isMoving() ? "a rebalance job is running" : lackOfTrust();
    }

    /** A node whose gossip misses another, though all are there. */
    private String lackOfTrust() {
        for (SimNode node : nodes) {
            for (GossipView.Member member : node.running().gossip().members()) {
                if (member.standing() != Standing.ALIVE) {
                    return node + " holds " + member.nodeId() + " to be " + member.standing();
                }
            }
        }
        return null;
    }

    // ---- parts -----------------------------------------------------------------------------------------------------

    public World world() {
        return world;
    }

    public SimManager manager() {
        return manager;
    }

    public Clients clients() {
        return clients;
    }

    public Checks checks() {
        return checks;
    }

    /** All that were started; grows. */
    public List<SimNode> nodes() {
        return nodes;
    }

    /** Those that were not started yet. */
    public List<SimNode> spares() {
        return spares;
    }

    /** All nodes, started or not, by name. */
    public Map<String, SimNode> byName() {
        return byName;
    }

    public SimNode node(String name) {
        SimNode node = byName.get(name);
        dev.meguri.core.limits.Requirements.require(node != null, "there is no " + name);
        return node;
    }
}
