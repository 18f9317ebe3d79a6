package dev.meguri.bench;

import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.duel.Side;
import dev.meguri.bench.load.RedisBenchmark;
import dev.meguri.bench.load.RedisCommand;
import dev.meguri.bench.server.MeguriServers;
import dev.meguri.bench.server.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of a node's process until it is ready: one of three, which the manager knows and which was stopped. */
final class StartBench implements Bench {
    private static final int NODES = 3;
    private static final int GOAL_MILLIS = 1_500;
    /** Of 100,000 keys drawn by chance, less than 1% are left out; every node holds a copy of each. */
    private static final long FILL_REQUESTS = 500_000;

    @Override
    public String id() {
        return "start";
    }

    @Override
    public String what() {
        return "start of a node to ready, beside a manager and two nodes, with an empty folder and with 100,000 entries";
    }

    @Override
    public List<String> missing() {
        return Tools.missing("redis-benchmark");
    }

    @Override
    public List<Figure> run(Setting setting) {
        try (MeguriServers servers = new MeguriServers(setting.home(), NODES, Map.of())) {
            servers.start();
            // The first start reads from the disk what later ones find in memory.
            start(servers, true);
            List<Measurement> empty = starts(servers, setting, true);
            servers.awaitWell();
            RedisBenchmark.run(servers.port(), true, new RedisCommand("set", 16), FILL_REQUESTS, 60);
            List<Measurement> full = starts(servers, setting, false);
            return List.of(
                    figure("start of a node, empty folder", empty),
                    figure("start of a node, 100,000 entries in its snapshot", full));
        }
    }

    private static List<Measurement> starts(MeguriServers servers, Setting setting, boolean empty) {
        List<Measurement> starts = new ArrayList<>();
        for (int round = 0; round < setting.rounds(); round++) {
            starts.add(Measurement.of(start(servers, empty)));
            setting.progress().accept("start " + (round + 1) + " of " + setting.rounds());
        }
        return starts;
    }

    private static double start(MeguriServers servers, boolean empty) {
        servers.awaitWell();
        servers.awaitRest();
        servers.stopNode(NODES);
        if (empty) {
            servers.forget(NODES);
        }
        servers.awaitRest();
        return servers.startNode(NODES);
    }

    private static Figure figure(String what, List<Measurement> starts) {
        return new Figure(what, "ms", new Goal.ValueAtMost(GOAL_MILLIS, "ms"), new Side("Meguri", starts), null, "");
    }
}
