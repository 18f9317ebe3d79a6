package dev.meguri.bench;

import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.duel.Side;
import dev.meguri.bench.server.MeguriServers;
import dev.meguri.client.MeguriCache;
import dev.meguri.client.MeguriClient;
import dev.meguri.client.codec.Codec;
import dev.meguri.client.codec.Codecs;
import dev.meguri.client.near.NearSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a read costs that the Java client's near cache answers, by one thread, with all that keeps the keys near. */
final class NearBench implements Bench {
    private static final String PREFIX = "near:";
    private static final int KEYS = 1_000;
    private static final int VALUE_BYTES = 100;
    private static final double GOAL_NANOS = 1_000;
    private static final Duration BOUND = Duration.ofSeconds(10);
    /** Between two looks at the clock. */
    private static final int READS_PER_LOOK = 1_000;

    @Override
    public String id() {
        return "near";
    }

    @Override
    public String what() {
        return "a local hit of the Java client's near cache, values shared and decoded anew";
    }

    @Override
    public List<Figure> run(Setting setting) {
        try (MeguriServers node = new MeguriServers(setting.home(), 1, Map.of())) {
            node.start();
            try (MeguriClient client = MeguriClient.connect("127.0.0.1:" + node.port())) {
                return List.of(
                        figure("near hit, a string, shared", client, Codecs.string(), "v".repeat(VALUE_BYTES), setting),
                        figure("near hit, 100 bytes, copied", client, Codecs.bytes(), new byte[VALUE_BYTES], setting));
            }
        }
    }

    private static <V> Figure figure(String what, MeguriClient client, Codec<V> codec, V value, Setting setting) {
        MeguriCache<V> cache = client.cache(PREFIX, codec);
        MeguriCache<V> near = cache.near(NearSettings.maxStaleness(BOUND));
        String[] keys = new String[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = "key-" + i;
            cache.set(keys[i], value);
        }
        // the first round is for the compiler
        nanosPerHit(near, keys, setting.seconds());
        List<Measurement> rounds = new ArrayList<>();
        for (int round = 0; round < setting.rounds(); round++) {
            long missesBefore = near.nearStatistics().misses();
            double nanos = nanosPerHit(near, keys, setting.seconds());
            rounds.add(Measurement.of(nanos));
            setting.progress()
                    .accept(String.format(
                            "%s: %.0f ns, %d misses",
                            what, nanos, near.nearStatistics().misses() - missesBefore));
        }
        return new Figure(
                what, "ns", new Goal.ValueAtMost(GOAL_NANOS, "ns"), new Side("Meguri", rounds), null, "one thread");
    }

    private static <V> double nanosPerHit(MeguriCache<V> near, String[] keys, double seconds) {
        long startNanos = System.nanoTime();
        long nanos = 0;
        long reads = 0;
        int at = 0;
        while (nanos < seconds * 1e9) {
            for (int i = 0; i < READS_PER_LOOK; i++) {
                if (near.get(keys[at]) == null) {
                    throw new IllegalStateException(keys[at] + " is absent");
                }
                at = at + 1 == keys.length ? 0 : at + 1;
            }
            reads += READS_PER_LOOK;
            nanos = System.nanoTime() - startNanos;
        }
        return (double) nanos / reads;
    }
}
