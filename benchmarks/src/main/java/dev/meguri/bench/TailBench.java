package dev.meguri.bench;

import dev.meguri.bench.duel.Duel;
import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.load.open.OpenLoopContender;
import dev.meguri.bench.load.open.SharedRate;
import dev.meguri.bench.server.MeguriServers;
import dev.meguri.bench.server.RedisServers;
import dev.meguri.bench.server.Servers;
import dev.meguri.bench.server.Tools;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The slowest of a thousand GETs with many entries, at a rate that both sides take easily. */
final class TailBench implements Bench {
    private static final int ENTRIES = 4_000_000;
    /** The cache takes 60% of it. */
    private static final String NODE_HEAP = "3g";

    private static final double GOAL = 1.5;

    @Override
    public String id() {
        return "tail";
    }

    @Override
    public String what() {
        return "p99.9 of GET at half of what the slower one takes, 4,000,000 entries, one node and one redis-server";
    }

    @Override
    public List<String> missing() {
        return Tools.missing("redis-server", "redis-benchmark", "redis-cli");
    }

    @Override
    public List<Figure> run(Setting setting) {
        SharedRate rate = new SharedRate();
        MeguriServers meguri = new MeguriServers(setting.home(), 1, Map.of(), NODE_HEAP);
        Duel<SharedRate> duel = new Duel<>(
                contender("Meguri", meguri, rate, setting),
                contender("redis-server", RedisServers.single(setting.home()), rate, setting),
                setting.rounds(),
                setting.seconds(),
                setting.progress());
        List<Figure> figures =
                duel.run(List.of(new Duel.Part<>(rate, "p99.9 of GET", "ms", new Goal.RatioAtMost(GOAL))));
        return figures.stream().map(figure -> withRate(figure, rate)).toList();
    }

    private static OpenLoopContender contender(String name, Servers servers, SharedRate rate, Setting setting) {
        return new OpenLoopContender(
                name, servers, setting.home(), ENTRIES, setting.seconds(), rate, setting.progress());
    }

    private static Figure withRate(Figure figure, SharedRate rate) {
        String what = String.format(Locale.ROOT, "%s, 4M entries, %,.0f/s", figure.what(), rate.perSecond());
        return new Figure(what, figure.unit(), figure.goal(), figure.ours(), figure.peer(), figure.note());
    }
}
