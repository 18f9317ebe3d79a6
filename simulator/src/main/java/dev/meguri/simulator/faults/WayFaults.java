package dev.meguri.simulator.faults;

import dev.meguri.simulator.cluster.SimNode;
import dev.meguri.simulator.cluster.World;
import dev.meguri.simulator.net.Endpoint;
import dev.meguri.simulator.net.Network;
import dev.meguri.simulator.time.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What goes wrong on the ways between endpoints, each for a while. */
final class WayFaults {
    private static final long MAX_CLOG_MICROS = 5_000_000;

    private final World world;
    private final Network network;
    private final SplitMix64 random;
    private final List<SimNode> nodes;
    /** Takes what makes a fault right again, and does it later. */
    private final Consumer<Runnable> later;

    WayFaults(World world, SplitMix64 random, List<SimNode> nodes, Consumer<Runnable> later) {
        this.world = world;
        this.network = world.network();
        this.random = random;
        this.nodes = nodes;
        this.later = later;
    }

    boolean weather() {
        double loss = random.chance(0.7) ? random.unit() * 0.3 : 0;
        double duplicates = random.chance(0.6) ? random.unit() * 0.5 : 0;
        double replays = random.chance(0.6) ? random.unit() * 0.5 : 0;
        network.weather(new Network.Weather(loss, duplicates, replays));
        later.accept(() -> network.weather(Network.Weather.FINE));
        return true;
    }

    boolean clog(Endpoint from, Endpoint to) {
        if (from == to) {
            return false;
        }
        network.clog(from, to);
        boolean[] open = {false};
        Runnable unclog = () -> {
            if (!open[0]) {
                open[0] = true;
                network.unclog(from, to);
            }
        };
        world.queue().after(random.between(100_000, MAX_CLOG_MICROS), unclog::run);
        later.accept(unclog);
        return true;
    }

    boolean ring() {
        List<SimNode> all = List.copyOf(nodes);
        List<SimNode[]> cuts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 2; j < all.size(); j++) {
                if (j - i != all.size() - 1) {
                    cuts.add(new SimNode[] {all.get(i), all.get(j)});
                }
            }
        }
        for (SimNode[] pair : cuts) {
            network.cut(pair[0], pair[1]);
            network.cut(pair[1], pair[0]);
        }
        later.accept(() -> {
            for (SimNode[] pair : cuts) {
                network.heal(pair[0], pair[1]);
                network.heal(pair[1], pair[0]);
            }
        });
        return !cuts.isEmpty();
    }

    boolean flap(Endpoint from, Endpoint to) {
        if (from == to) {
            return false;
        }
        boolean[] over = {false};
        boolean[] isCut = {false};
        turn(from, to, isCut, over);
        later.accept(() -> {
            over[0] = true;
            if (isCut[0]) {
                network.heal(from, to);
                network.heal(to, from);
            }
        });
        return true;
    }

    private void turn(Endpoint from, Endpoint to, boolean[] isCut, boolean[] over) {
        if (over[0]) {
            return;
        }
        if (isCut[0]) {
            network.heal(from, to);
            network.heal(to, from);
        } else {
            network.cut(from, to);
            network.cut(to, from);
        }
        isCut[0] = !isCut[0];
        world.queue().after(random.between(50_000, 1_500_000), () -> turn(from, to, isCut, over));
    }

    boolean split() {
        List<Endpoint> left = new ArrayList<>();
        List<Endpoint> right = new ArrayList<>();
        for (Endpoint endpoint : network.endpoints()) {
            (random.chance(0.5) ? left : right).add(endpoint);
        }
        for (Endpoint l : left) {
            for (Endpoint r : right) {
                network.cut(l, r);
                network.cut(r, l);
            }
        }
        later.accept(() -> {
            for (Endpoint l : left) {
                for (Endpoint r : right) {
                    network.heal(l, r);
                    network.heal(r, l);
                }
            }
        });
        return true;
    }

    boolean cut(Endpoint a, Endpoint b, boolean bothWays) {
        if (a == b) {
            return false;
        }
        Endpoint from = random.chance(0.5) ? a : b;
        Endpoint to = from == a ? b : a;
        network.cut(from, to);
        if (bothWays) {
            network.cut(to, from);
        }
        later.accept(() -> {
            network.heal(from, to);
            if (bothWays) {
                network.heal(to, from);
            }
        });
        return true;
    }

    boolean disturb(Endpoint from, Endpoint to, double lossRate, long delayMicros) {
        if (from == to) {
            return false;
        }
        boolean bothWays = random.chance(0.5);
        network.disturb(from, to, lossRate, delayMicros);
        if (bothWays) {
            network.disturb(to, from, lossRate, delayMicros);
        }
        later.accept(() -> {
            network.disturb(from, to, 0, 0);
            network.disturb(to, from, 0, 0);
        });
        return true;
    }
}
