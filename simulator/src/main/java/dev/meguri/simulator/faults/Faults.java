package dev.meguri.simulator.faults;

import dev.meguri.core.membership.Member;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.simulator.cluster.NodeClock;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import dev.meguri.simulator.workload.Policies;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes things go wrong, and right again: at the end everything that was broken is whole. */
public final class Faults {
    /** By then the manager has learned from the nodes what it no longer knew. */
    private static final long QUIET_AFTER_DATABASE_LOSS_MICROS = 8_000_000;

    /** An undo that ran once does nothing the second time. */
    private static final class Undo {
        private Runnable action;

        Undo(Runnable action) {
            this.action = action;
        }

        void run() {
            Runnable once = action;
            action = null;
            if (once != null) {
                once.run();
            }
        }
    }

    private final World world;
    private final FaultPlan plan;
    private final List<FaultKind> kinds;
    private final Network network;
    private final SimManager manager;
    private final List<SimNode> nodes;
    private final List<SimNode> spares;
    private final SplitMix64 random;
    private final WayFaults ways;
    private final Steering steering;
    private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
    private final Set<Undo> open = new LinkedHashSet<>();
    private final Set<SimNode> struck = new LinkedHashSet<>();
    private boolean running;
    /** Until then nothing else goes wrong. */
    private long quietUntilMicros;

    private int diskLosses;
    private int drained;

    /**
     * @param nodes all that were started; grows as spares join
     * @param spares those that were not
     */
    public Faults(World world, FaultPlan plan, SimManager manager, List<SimNode> nodes, List<SimNode> spares) {
        this.world = world;
        this.plan = plan;
        this.kinds = plan.kindList();
        this.network = world.network();
        this.manager = manager;
        this.nodes = nodes;
        this.spares = spares;
        this.random = world.random("faults");
        this.ways = new WayFaults(world, random, nodes, this::later);
        this.steering = new Steering(world, manager, random, plan);
    }

    public void start() {
        running = true;
        if (!kinds.isEmpty()) {
            next();
        }
    }

    /** Nothing more goes wrong, and all that is wrong is made right. */
    public void healAll() {
        running = false;
        for (Undo undo : List.copyOf(open)) {
            undo.run();
        }
        open.clear();
        manager.crashAfterEffects(-1);
        if (!manager.isRunning()) {
            manager.start();
        }
        for (SimNode node : nodes) {
            node.resume();
            if (!node.isRunning()) {
                node.start();
            }
        }
    }

    public Map<FaultKind, Integer> counts() {
        return counts;
    }

    private void next() {
        world.queue().after(random.exponential(plan.meanPauseMillis() * 1_000), () -> {
            if (running && world.nowMicros() < quietUntilMicros) {
                next();
            } else if (running) {
                FaultKind kind = kinds.get(random.below(kinds.size()));
                if (strike(kind)) {
                    counts.merge(kind, 1, Integer::sum);
                    world.trace().add(40, kind.ordinal(), () -> "fault: " + kind);
                }
                next();
            }
        });
    }

    private boolean strike(FaultKind kind) {
        return switch (kind) {
            case CRASH -> strikeNode(node -> crash(node, false));
            case CRASH_AND_DISK_LOSS ->
                diskLosses < plan.maxDiskLosses()
                        && strikeNode(node -> {
                            diskLosses++;
                            crash(node, true);
                        });
            case STOP -> strikeNode(this::stop);
            case PAUSE -> strikeNode(this::pause);
            case CUT -> ways.cut(anyNode(), anyNode(), true);
            case CUT_ONE_WAY -> ways.cut(anyNode(), anyNode(), false);
            case ISOLATE -> strikeNode(this::isolate);
            case SPLIT -> ways.split();
            case CUT_FROM_MANAGER -> ways.cut(anyNode(), manager, random.chance(0.7));
            case MANAGER_CRASH -> crashManager();
            case MANAGER_DATABASE_LOSS -> loseDatabase();
            case WEATHER -> ways.weather();
            case CLOG -> ways.clog(anyNode(), anyNode());
            case RING -> ways.ring();
            case FLAP -> ways.flap(anyNode(), anyNode());
            case CLOCK_JUMP -> jumpClock();
            case DISK_FULL -> fillDisk(anyNode());
            case TORN_SNAPSHOT ->
                diskLosses < plan.maxDiskLosses()
                        && strikeNode(node -> {
                            diskLosses++;
                            node.tearSnapshot();
                            crash(node, false);
                        });
            case CRASH_SOME -> crashSome();
            case POLICY -> changePolicy();
            case LOSS -> ways.disturb(anyNode(), anyNode(), 0.1 + random.unit() * 0.6, 0);
            case DELAY -> ways.disturb(anyNode(), anyNode(), 0, random.between(20_000, 800_000));
            case CRASH_ALL -> all(node -> crash(node, false));
            case STOP_ALL -> all(this::stop);
            case JOIN -> join();
            case DRAIN -> drain();
            case STEER -> steering.begin();
            case REBALANCE -> {
                if (manager.isRunning()) {
                    manager.rebalance();
                }
                yield manager.isRunning();
            }
        };
    }

    private interface NodeFault {
        void on(SimNode node);
    }

    private boolean strikeNode(NodeFault fault) {
        SimNode node = anyNode();
        if (struck.size() >= plan.maxNodes() || struck.contains(node) || !node.isUp()) {
            return false;
        }
        fault.on(node);
        return true;
    }

    private boolean all(NodeFault fault) {
        if (!struck.isEmpty()) {
            return false;
        }
        for (SimNode node : nodes) {
            if (node.isUp()) {
                fault.on(node);
            }
        }
        return true;
    }

    private boolean crashSome() {
        int some = random.below((nodes.size() - 1) / 2 + 1);
        if (!struck.isEmpty() || some == 0) {
            return false;
        }
        int first = random.below(nodes.size());
        for (int i = 0; i < some; i++) {
            SimNode node = nodes.get((first + i) % nodes.size());
            if (node.isUp()) {
                crash(node, false);
            }
        }
        return true;
    }

    private boolean jumpClock() {
        NodeClock clock = random.chance(0.15) ? manager.clock() : anyNode().clock();
        long mostMicros = world.settings().jumpMillis() * 1_000;
        clock.jumpTo(random.between(-mostMicros, mostMicros));
        later(() -> clock.jumpTo(0));
        return true;
    }

    private boolean fillDisk(SimNode node) {
        node.fillDisk(true);
        later(() -> node.fillDisk(false));
        return true;
    }

    private boolean changePolicy() {
        if (manager.isRunning()) {
            int replicas = (int) random.between(1, 3);
            manager.putPolicy(Policies.ofPrefix(
                    "other:", replicas, (int) random.between(1, replicas), (int) random.between(1, replicas)));
        }
        return manager.isRunning();
    }

    private void crash(SimNode node, boolean loseDisk) {
        node.crash(loseDisk);
        strikeUntilRestart(node);
    }

    private void stop(SimNode node) {
        node.stopCleanly();
        strikeUntilRestart(node);
    }

    private void strikeUntilRestart(SimNode node) {
        struck.add(node);
        later(() -> {
            struck.remove(node);
            if (!node.isRunning()) {
                node.start();
            }
        });
    }

    private void pause(SimNode node) {
        node.pause();
        struck.add(node);
        later(() -> {
            struck.remove(node);
            node.resume();
        });
    }

    private void isolate(SimNode node) {
        struck.add(node);
        for (Endpoint other : List.copyOf(network.endpoints())) {
            if (other != node) {
                network.cut(node, other);
                network.cut(other, node);
            }
        }
        List<Endpoint> others = List.copyOf(network.endpoints());
        later(() -> {
            struck.remove(node);
            for (Endpoint other : others) {
                if (other != node) {
                    network.heal(node, other);
                    network.heal(other, node);
                }
            }
        });
    }

    private boolean crashManager() {
        if (!manager.isRunning()) {
            return false;
        }
        if (random.chance(0.5)) {
            manager.crash();
        } else {
            manager.crashAfterEffects(random.below(6));
        }
        later(() -> {
            manager.crashAfterEffects(-1);
            if (!manager.isRunning()) {
                manager.start();
            }
        });
        return true;
    }

    /** What the manager then does not know it has to learn from the nodes, so they must be there. */
    private boolean loseDatabase() {
        boolean well = open.isEmpty() && manager.isRunning() && nodes.stream().allMatch(SimNode::isUp);
        if (!well || manager.state() == null) {
            return false;
        }
        manager.crash();
        manager.loseDatabase(random.chance(0.5));
        long awayMicros = random.between(100_000, 3_000_000);
        quietUntilMicros = world.nowMicros() + awayMicros + QUIET_AFTER_DATABASE_LOSS_MICROS;
        Undo start = new Undo(manager::start);
        open.add(start);
        world.queue().after(awayMicros, () -> {
            start.run();
            open.remove(start);
        });
        return true;
    }

    private boolean join() {
        if (spares.isEmpty()) {
            return admitAgain();
        }
        SimNode node = spares.removeFirst();
        node.start();
        nodes.add(node);
        return true;
    }

    /** A node that was drained before is asked back. */
    private boolean admitAgain() {
        ClusterState state = manager.state();
        if (!manager.isRunning() || state == null) {
            return false;
        }
        for (Member member : state.members()) {
            if (member.state() == MemberState.STANDBY) {
                manager.admit(member.nodeId());
                return true;
            }
        }
        return false;
    }

    private boolean drain() {
        ClusterState state = manager.state();
        SimNode node = anyNode();
        boolean possible =
                manager.isRunning() && state != null && drained < 2 && state.stateOf(node.name()) == MemberState.ACTIVE;
        if (!possible) {
            return false;
        }
        drained++;
        manager.drain(node.name(), false);
        return true;
    }

    private void later(Runnable undo) {
        Undo once = new Undo(undo);
        open.add(once);
        world.queue().after(random.between(plan.minMillis(), plan.maxMillis()) * 1_000, () -> {
            once.run();
            open.remove(once);
        });
    }

    private SimNode anyNode() {
        return nodes.get(random.below(nodes.size()));
    }
}
