package dev.meguri.client.jcache;

import java.util.concurrent.atomic.LongAdder;
import javax.cache.management.CacheStatisticsMXBean;

/** What this JVM has done with one cache. Evictions happen at the nodes, which count them (/q/metrics): here they are 0. */
final class Statistics implements CacheStatisticsMXBean {
    private static final float NANOS_PER_MICRO = 1_000;
    private static final float PERCENT = 100;

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder removals = new LongAdder();
    private final LongAdder getNanos = new LongAdder();
    private final LongAdder putNanos = new LongAdder();
    private final LongAdder removeNanos = new LongAdder();
    private volatile boolean enabled;

    void enable(boolean next) {
        enabled = next;
    }

    void looked(boolean hit) {
        if (enabled) {
            (hit ? hits : misses).increment();
        }
    }

    void put(int count) {
        if (enabled) {
            puts.add(count);
        }
    }

    void removed(int count) {
        if (enabled) {
            removals.add(count);
        }
    }

    void getTook(long nanos) {
        if (enabled) {
            getNanos.add(nanos);
        }
    }

    void putTook(long nanos) {
        if (enabled) {
            putNanos.add(nanos);
        }
    }

    void removeTook(long nanos) {
        if (enabled) {
            removeNanos.add(nanos);
        }
    }

    @Override
    public void clear() {
        for (LongAdder sum : new LongAdder[] {hits, misses, puts, removals, getNanos, putNanos, removeNanos}) {
            sum.reset();
        }
    }

    @Override
    public long getCacheHits() {
        return hits.sum();
    }

    @Override
    public float getCacheHitPercentage() {
        return percentage(hits.sum());
    }

    @Override
    public long getCacheMisses() {
        return misses.sum();
    }

    @Override
    public float getCacheMissPercentage() {
        return percentage(misses.sum());
    }

    private float percentage(long part) {
        long gets = getCacheGets();
        return gets == 0 ? 0 : PERCENT * part / gets;
    }

    @Override
    public long getCacheGets() {
        return hits.sum() + misses.sum();
    }

    @Override
    public long getCachePuts() {
        return puts.sum();
    }

    @Override
    public long getCacheRemovals() {
        return removals.sum();
    }

    @Override
    public long getCacheEvictions() {
        return 0;
    }

    @Override
    public float getAverageGetTime() {
        return average(getNanos, getCacheGets());
    }

    @Override
    public float getAveragePutTime() {
        return average(putNanos, puts.sum());
    }

    @Override
    public float getAverageRemoveTime() {
        return average(removeNanos, removals.sum());
    }

    private static float average(LongAdder nanos, long count) {
        return count == 0 ? 0 : nanos.sum() / NANOS_PER_MICRO / count;
    }
}
