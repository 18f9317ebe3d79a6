package dev.meguri.bench;

import dev.meguri.bench.duel.Duel;
import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.load.RestContender;
import dev.meguri.bench.memory.Dataset;
import dev.meguri.bench.server.MeguriServers;
import dev.meguri.bench.server.RestPeer;
import dev.meguri.bench.server.Tools;
import java.util.List;
import java.util.Map;

/** One value over HTTP, against a Quarkus resource that has nothing to do but to answer it. */
final class RestBench implements Bench {
    private static final String PATH = "/api/cache/key:000000000000";
    private static final byte[] VALUE = Dataset.value('x');
    private static final double GOAL = 0.9;

    @Override
    public String id() {
        return "rest";
    }

    @Override
    public String what() {
        return "GET over HTTP, one node and an empty quarkus-rest resource that answers the same bytes, by wrk";
    }

    @Override
    public List<String> missing() {
        return Tools.missing("wrk");
    }

    @Override
    public List<Figure> run(Setting setting) {
        MeguriServers meguri = new MeguriServers(setting.home(), 1, Map.of());
        RestPeer peer = new RestPeer(setting.home());
        return new Duel<>(
                        new RestContender("Meguri", meguri, meguri.httpPort(), PATH, VALUE, true),
                        new RestContender("quarkus-rest", peer, peer.port(), PATH, VALUE, false),
                        setting.rounds(),
                        setting.seconds(),
                        setting.progress())
                .run(List.of(new Duel.Part<>(PATH, "REST GET, 1 node", "op/s", new Goal.RatioAtLeast(GOAL))));
    }
}
