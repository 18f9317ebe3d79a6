package dev.meguri.bench.micro;

import dev.meguri.bench.memory.Dataset;
import dev.meguri.core.policy.PolicyTable;
import dev.meguri.core.ring.Key;
import dev.meguri.core.ring.Slots;
import dev.meguri.core.store.Entry;
import dev.meguri.core.store.MergeOutcome;
import dev.meguri.core.store.Store;
import dev.meguri.core.store.StoreSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reads and writes of a store that holds so many entries, of keys in no order. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class StoreMicro {
    /** Coprime to the number of entries: walks over all of them. */
    private static final int STEP = 611_953;

    @Param({"1000000"})
    int entries;

    private Store store;
    private Store full;
    private Key[] keys;
    private int at;
    private int nextNew;
    private long change;

    @Setup
    public void fill() {
        store = new Store(StoreSettings.of(1L << 40, 60_000, 1), Slots.COUNT, PolicyTable.defaults());
        Dataset.fill(store, entries);
        full = new Store(new StoreSettings(entries / 10 * 190L, 60_000, 1, 1, 1), Slots.COUNT, PolicyTable.defaults());
        for (int i = 0; i < entries; i++) {
            full.merge(Dataset.entry(i, i), Dataset.NOW_MILLIS);
            full.evict(slot -> true, Dataset.NOW_MILLIS, Integer.MAX_VALUE);
        }
        keys = new Key[entries];
        for (int i = 0; i < entries; i++) {
            keys[i] = Dataset.key(i);
        }
        nextNew = entries;
        change = entries;
    }

    @Benchmark
    public Entry read() {
        return store.read(keys[next()], Dataset.NOW_MILLIS);
    }

    /** Makes the entry, too. */
    @Benchmark
    public MergeOutcome overwrite() {
        return store.merge(Dataset.entry(next(), ++change), Dataset.NOW_MILLIS);
    }

    /** Makes the entry, too. */
    @Benchmark
    public List<Entry> insertAndEvict() {
        full.merge(Dataset.entry(nextNew++, ++change), Dataset.NOW_MILLIS);
        return full.evict(slot -> true, Dataset.NOW_MILLIS, Integer.MAX_VALUE);
    }

    private int next() {
        at = (at + STEP) % entries;
        return at;
    }
}
