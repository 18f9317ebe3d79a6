package dev.meguri.bench.hits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.meguri.bench.Bench;
import dev.meguri.bench.Setting;
import dev.meguri.bench.duel.Figure;
import dev.meguri.bench.duel.Goal;
import dev.meguri.bench.duel.Measurement;
import dev.meguri.bench.duel.Side;
import dev.meguri.bench.memory.Dataset;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.Store;
import dev.meguri.core.store.StoreSettings;
import java.util.ArrayList;
import java.util.List;

/** Hit ratios of a cache that is filled on a miss and has room for a tenth of the keys, next to Caffeine's. */
public final class HitBench implements Bench {
    private static final int KEYS = 100_000;
    private static final int ROOM = KEYS / 10;
    private static final int LENGTH = 2_000_000;
    private static final double ZIPF = 0.9;
    private static final double GOAL = 0.99;

    @Override
    public String id() {
        return "hits";
    }

    @Override
    public String what() {
        return "hit ratio on Zipf, scan-polluted and looping traces, room for a tenth of the keys, against Caffeine";
    }

    @Override
    public List<Figure> run(Setting setting) {
        return List.of(
                figure("hit ratio, Zipf 0.9", setting, Traces.zipf(LENGTH, KEYS, ZIPF, 1)),
                figure(
                        "hit ratio, Zipf with scans",
                        setting,
                        Traces.scanned(Traces.zipf(LENGTH, KEYS, ZIPF, 2), 50_000, 20_000)),
                figure("hit ratio, loop", setting, Traces.loop(LENGTH, KEYS)));
    }

    /** Each round has seeds of its own. */
    private static Figure figure(String what, Setting setting, int[] trace) {
        List<Measurement> ours = new ArrayList<>();
        List<Measurement> caffeine = new ArrayList<>();
        for (int round = 0; round < setting.rounds(); round++) {
            ours.add(Measurement.of(store(trace, round)));
            caffeine.add(Measurement.of(caffeine(trace)));
        }
        return new Figure(
                what, "", new Goal.RatioAtLeast(GOAL), new Side("Meguri", ours), new Side("Caffeine", caffeine), "");
    }

    private static double store(int[] trace, long seed) {
        long entryBytes = bytesOf(Dataset.entry(0, 0));
        StoreSettings settings = new StoreSettings(ROOM * entryBytes, 1_000, seed, 1, 1);
        Store store = new Store(settings, Slots.COUNT, PolicyTable.defaults());
        int hits = 0;
        for (int i = 0; i < trace.length; i++) {
            Entry entry = Dataset.entry(trace[i] & 0x7fffffff, i);
            Entry held = store.read(entry.key(), Dataset.NOW_MILLIS);
            if (held != null && held.isReadableAt(Dataset.NOW_MILLIS)) {
                hits++;
            } else {
                store.merge(entry, Dataset.NOW_MILLIS);
                store.evict(slot -> true, Dataset.NOW_MILLIS, Integer.MAX_VALUE);
            }
        }
        return (double) hits / trace.length;
    }

    /** What the store accounts for it. */
    private static long bytesOf(Entry entry) {
        Store store = new Store(StoreSettings.of(1 << 20, 1_000, 1), Slots.COUNT, PolicyTable.defaults());
        store.merge(entry, Dataset.NOW_MILLIS);
        return store.stats().bytes();
    }

    private static double caffeine(int[] trace) {
        Cache<Integer, Integer> cache =
                Caffeine.newBuilder().maximumSize(ROOM).executor(Runnable::run).build();
        int hits = 0;
        for (int key : trace) {
            if (cache.getIfPresent(key) != null) {
                hits++;
            } else {
                cache.put(key, key);
            }
        }
        return (double) hits / trace.length;
    }
}
