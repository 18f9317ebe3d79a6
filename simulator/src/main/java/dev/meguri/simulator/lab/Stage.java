package dev.meguri.simulator.lab;

import static dev.meguri.core.limits.Requirements.require;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.simulator.cluster.NodeClock;
import dev.meguri.simulator.cluster.SimCluster;
import dev.meguri.simulator.cluster.SimManager;
import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.lab.Film.Teller;
import dev.meguri.simulator.lab.Film.Weight;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What scenarios and people do to a cluster, and its undoing. Each thing is done only where it changes something, so that what a
 * person does may come between the acts of a scenario.
 */
final class Stage {
    /** Two, the one with the lower index first. */
    private record Pair(Endpoint low, Endpoint high) {
        static Pair of(Endpoint a, Endpoint b) {
            return a.index() < b.index() ? new Pair(a, b) : new Pair(b, a);
        }
    }

    private final SimCluster cluster;
    private final Network network;
    private final SimManager manager;
    private final Recorder recorder;
    private final HotKey hotKey;
    private final BrokenRule rule;
    private final int size;
    private final String drawn;
    private final long beganMicros;
    private final Set<Pair> cuts = new LinkedHashSet<>();
    private final Set<SimNode> slowed = new LinkedHashSet<>();

    /** @param rule that is broken; null: none */
    Stage(SimCluster cluster, Recorder recorder, BrokenRule rule) {
        this.cluster = cluster;
        this.network = cluster.world().network();
        this.manager = cluster.manager();
        this.recorder = recorder;
        this.rule = rule;
        this.size = cluster.nodes().size();
        SplitMix64 random = cluster.world().random("lab");
        this.drawn = "node-" + (1 + random.below(size));
        this.hotKey = new HotKey(cluster);
        this.beganMicros = cluster.world().nowMicros();
    }

    void at(long millis, Runnable act) {
        cluster.world().queue().at(beganMicros + millis * 1_000, act::run);
    }

    /** Nodes at the beginning. */
    int size() {
        return size;
    }

    /** A node by the seed. */
    String drawn() {
        return drawn;
    }

    BrokenRule rule() {
        return rule;
    }

    /** What a person wants done. @throws IllegalArgumentException where it names nobody */
    void plan(Intervention intervention) {
        List<Endpoint> all = network.endpoints();
        for (String name : intervention.target().split(Intervention.BETWEEN)) {
            require(
                    all.stream().anyMatch(one -> one.name().equals(name)),
                    "target: there is no '" + name + "' in this scenario");
        }
        at(intervention.atMillis(), () -> {
            switch (intervention.kind()) {
                case KILL -> kill(intervention.target());
                case START -> start(intervention.target());
                case CUT -> cut(intervention.first(), intervention.second());
                case HEAL -> heal(intervention.first(), intervention.second());
            }
        });
    }

    // ---- processes -------------------------------------------------------------------------------------------------

    void kill(String name) {
        if (name.equals(SimManager.NAME)) {
            if (manager.isRunning()) {
                say(
                        Weight.BAD,
                        name,
                        Words.of(
                                "manager_killed",
                                "The manager's process ends. It is on no way of the data: reads and writes go on."));
                manager.crash();
            }
        } else if (cluster.node(name).isRunning()) {
            say(
                    Weight.BAD,
                    name,
                    Words.of("killed", name + "'s process ends at once, as by kill -9. Its disk stays.", "node", name));
            cluster.node(name).crash(false);
        }
        recorder.look();
    }

    void stop(String name) {
        SimNode node = cluster.node(name);
        if (node.isRunning()) {
            say(
                    Weight.WARN,
                    name,
                    Words.of(
                            "stopped",
                            name + " is stopped cleanly: it writes all that it knows to its disk, and says goodbye.",
                            "node",
                            name));
            node.stopCleanly();
        }
        recorder.look();
    }

    void start(String name) {
        if (name.equals(SimManager.NAME)) {
            if (!manager.isRunning()) {
                say(Weight.GOOD, name, Words.of("manager_started", "The manager starts again, with its database."));
                manager.start();
            }
        } else {
            SimNode node = cluster.node(name);
            boolean isNew = cluster.spares().remove(node);
            if (isNew) {
                cluster.nodes().add(node);
            }
            if (!node.isRunning()) {
                say(
                        Weight.GOOD,
                        name,
                        Words.of(
                                isNew ? "started_first" : "started",
                                name
                                        + (isNew
                                                ? " starts for the first time: it joins by itself."
                                                : " starts, with what its disk has."),
                                "node",
                                name));
                node.start();
            }
        }
        recorder.look();
    }

    void join() {
        if (!cluster.spares().isEmpty()) {
            start(cluster.spares().getFirst().name());
        }
    }

    void drain(String name) {
        ClusterState state = manager.state();
        if (manager.isRunning() && state != null && state.stateOf(name) == MemberState.ACTIVE) {
            say(
                    Weight.WARN,
                    name,
                    Words.of(
                            "drained",
                            "An operator drains " + name + ": its slots are to move to the others.",
                            "node",
                            name));
            manager.drain(name, false);
        } else {
            say(
                    Weight.WARN,
                    name,
                    Words.of(
                            "not_drained",
                            "An operator would drain " + name
                                    + ", but it is not active, or there is no manager to tell.",
                            "node",
                            name));
        }
    }

    // ---- ways ------------------------------------------------------------------------------------------------------

    void cut(String a, String b) {
        if (cut(endpoint(a), endpoint(b))) {
            say(
                    Weight.BAD,
                    null,
                    Words.of("cut", "The way between " + a + " and " + b + " is cut.", "one", a, "other", b));
        }
    }

    void heal(String a, String b) {
        if (heal(endpoint(a), endpoint(b))) {
            say(
                    Weight.GOOD,
                    null,
                    Words.of("healed", "The way between " + a + " and " + b + " is healed.", "one", a, "other", b));
        }
    }

    /** The last of the nodes, fewer than half, are cut off from the others and from the manager. */
    void split() {
        List<SimNode> nodes = cluster.nodes();
        int few = (nodes.size() - 1) / 2;
        List<SimNode> away = nodes.subList(nodes.size() - few, nodes.size());
        for (SimNode node : away) {
            for (Endpoint other : network.endpoints()) {
                if (other != node && !away.contains(other)) {
                    cut(node, other);
                }
            }
        }
        say(
                Weight.BAD,
                null,
                Words.of(
                        "split",
                        "The network falls apart: " + names(away)
                                + " on one side, the others and the manager on the other.",
                        "nodes",
                        away.stream().map(SimNode::name).toList()));
    }

    void healLinks() {
        if (!cuts.isEmpty()) {
            for (Pair pair : List.copyOf(cuts)) {
                heal(pair.low, pair.high);
            }
            say(Weight.GOOD, null, Words.of("all_healed", "All ways are healed."));
        }
    }

    private boolean cut(Endpoint a, Endpoint b) {
        boolean fresh = a != b && cuts.add(Pair.of(a, b));
        if (fresh) {
            network.cut(a, b);
            network.cut(b, a);
            recorder.cut(a.name(), b.name(), true);
        }
        return fresh;
    }

    private boolean heal(Endpoint a, Endpoint b) {
        boolean was = cuts.remove(Pair.of(a, b));
        if (was) {
            network.heal(a, b);
            network.heal(b, a);
            recorder.cut(a.name(), b.name(), false);
        }
        return was;
    }

    /** @param millis by which everything from and to it is late; 0: not any more */
    void slow(String name, long millis) {
        SimNode node = cluster.node(name);
        for (Endpoint other : network.endpoints()) {
            if (other != node) {
                network.disturb(node, other, 0, millis * 1_000);
                network.disturb(other, node, 0, millis * 1_000);
            }
        }
        if (millis > 0) {
            slowed.add(node);
            say(
                    Weight.WARN,
                    name,
                    Words.of(
                            "slowed",
                            "All that " + name + " says and hears is late by " + millis + " ms from now on.",
                            "node",
                            name,
                            "millis",
                            millis));
        } else if (slowed.remove(node)) {
            say(Weight.GOOD, name, Words.of("fast_again", name + " is as fast as the others again.", "node", name));
        }
    }

    // ---- clocks and clients ----------------------------------------------------------------------------------------

    /** @param millis by which its wall clock is wrong from now on */
    void clock(String name, long millis) {
        NodeClock clock = cluster.node(name).clock();
        boolean was = clock.nowMillis() != clock.steadyMillis();
        clock.jumpTo(millis * 1_000);
        if (millis != 0) {
            say(
                    Weight.BAD,
                    name,
                    Words.of(
                            "clock_jumps",
                            "The wall clock of " + name + " jumps ahead by " + millis / 1_000 + " s.",
                            "node",
                            name,
                            "millis",
                            millis));
        } else if (was) {
            say(
                    Weight.GOOD,
                    name,
                    Words.of(
                            "clock_right",
                            "The wall clock of " + name + " jumps back and is right again.",
                            "node",
                            name));
        }
        recorder.look();
    }

    void heat(boolean on) {
        if (on) {
            hotKey.start();
            say(
                    Weight.WARN,
                    hotKey.primary(),
                    Words.of(
                            "rush",
                            "Most clients want " + HotKey.NAME + " now. Its primary is " + hotKey.primary() + ".",
                            "key",
                            HotKey.NAME,
                            "node",
                            hotKey.primary()));
        } else if (hotKey.stop()) {
            say(
                    Weight.GOOD,
                    null,
                    Words.of("rush_over", "The rush for " + HotKey.NAME + " is over.", "key", HotKey.NAME));
        }
    }

    // ---- the end ---------------------------------------------------------------------------------------------------

    /** Everything that is broken is made whole. */
    void healAll() {
        say(
                Weight.GOOD,
                null,
                Words.of(
                        "ends",
                        "Clients stop, and everything that is broken is healed: dead nodes start, cut ways carry again."));
        hotKey.stop();
        healLinks();
        for (SimNode node : List.copyOf(slowed)) {
            slow(node.name(), 0);
        }
        start(SimManager.NAME);
        for (SimNode node : List.copyOf(cluster.nodes())) {
            clock(node.name(), 0);
            start(node.name());
        }
    }

    private void say(Weight weight, String about, Words words) {
        recorder.tell(Teller.ACT, weight, about, words);
    }

    private Endpoint endpoint(String name) {
        return network.named(name);
    }

    private static String names(List<SimNode> nodes) {
        return String.join(", ", nodes.stream().map(SimNode::name).toList());
    }
}
