package dev.meguri.bench;

import dev.meguri.bench.duel.Duel;
import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.load.KeyCommand;
import dev.meguri.bench.load.KeyContender;
import dev.meguri.bench.load.LettuceKeys;
import dev.meguri.bench.load.MeguriKeys;
import dev.meguri.bench.server.MeguriServers;
import java.util.List;
import java.util.Map;

/** Our Java client and Lettuce, in turns, against the same node, by 50 threads in this JVM. */
final class ClientBench implements Bench {
    private static final double GOAL = 0.9;

    @Override
    public String id() {
        return "client";
    }

    @Override
    public String what() {
        return "GET by Meguri's Java client and by Lettuce, against the same node";
    }

    @Override
    public List<Figure> run(Setting setting) {
        MeguriServers node = new MeguriServers(setting.home(), 1, Map.of());
        return new Duel<>(
                        new KeyContender("Meguri's client", node, () -> new MeguriKeys(node.port())),
                        new KeyContender("Lettuce", node, () -> new LettuceKeys(node.port())),
                        setting.rounds(),
                        setting.seconds(),
                        setting.progress())
                .run(List.of(new Duel.Part<>(
                        KeyCommand.GET, "GET, 1 node, 50 threads", "op/s", new Goal.RatioAtLeast(GOAL))));
    }
}
