package dev.meguri.bench.memory;

import dev.meguri.bench.Bench;
import dev.meguri.bench.Setting;
import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.duel.Side;
import dev.meguri.bench.load.RedisFill;
import dev.meguri.bench.server.RedisServers;
import dev.meguri.bench.server.Tools;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Store;
import dev.meguri.core.store.StoreSettings;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/** Bytes of live heap per entry, in a store of its own; of redis-server, what it says it uses. */
public final class MemoryBench implements Bench {
    private static final int ENTRIES = 1_000_000;
    private static final int GOAL_BYTES = 180;
    private static final int COLLECTIONS = 4;
    private static final int TTL_SECONDS = 5_400;

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public String what() {
        return "live heap per entry, 1,000,000 entries of 16-byte keys and 100-byte values with a TTL";
    }

    @Override
    public List<Figure> run(Setting setting) {
        List<Measurement> ours = new ArrayList<>();
        // Memory does not vary as time does: the first round warms up what is allocated once.
        storeBytes();
        ours.add(Measurement.of(storeBytes()));
        List<String> missing = Tools.missing("redis-server", "redis-cli");
        Side peer = missing.isEmpty() ? new Side("redis-server", List.of(Measurement.of(redisBytes(setting)))) : null;
        return List.of(new Figure(
                "memory per entry, with TTL",
                "B",
                new Goal.ValueAtMost(GOAL_BYTES, "B"),
                new Side("Meguri", ours),
                peer,
                missing.isEmpty() ? "" : "not installed: " + String.join(", ", missing)));
    }

    private static double storeBytes() {
        long before = liveBytes();
        Store store = new Store(StoreSettings.of(1L << 40, 60_000, 1), Slots.COUNT, PolicyTable.defaults());
        Dataset.fill(store, ENTRIES);
        long bytes = liveBytes() - before;
        Reference.reachabilityFence(store);
        return (double) bytes / ENTRIES;
    }

    private static long liveBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static double redisBytes(Setting setting) {
        try (RedisServers redis = RedisServers.single(setting.home())) {
            redis.start();
            String port = Integer.toString(redis.port());
            long before = used(port);
            RedisFill.run(setting.home(), redis.port(), ENTRIES, TTL_SECONDS);
            return (double) (used(port) - before) / ENTRIES;
        }
    }

    private static long used(String port) {
        return Tools.run(List.of("redis-cli", "-p", port, "info", "memory"), 10)
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .map(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("redis-server does not tell its memory"));
    }
}
