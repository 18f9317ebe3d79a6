package dev.meguri.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.bench.duel.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Time passes only where an operation lets it. */
class ClosedLoopTest {
    private static final long MILLI = 1_000_000;
    private static final double SAME = 0.002;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5 * MILLI);

    @Test
    void run_ofOneThread_countsWhatWasDoneInTheTime() {
        ClosedLoop.Load load = loop(1, 10, 7).run(key -> now.addAndGet(2 * MILLI), 1);
        assertEquals(500, load.operations());
        assertEquals(500, load.measurement().value());
    }

    @Test
    void percentiles_areOfAllOperations() {
        AtomicInteger done = new AtomicInteger();
        Measurement measured = loop(1, 10, 7)
                .run(key -> now.addAndGet(done.getAndIncrement() % 100 < 95 ? MILLI : 10 * MILLI), 1)
                .measurement();
        assertEquals(1, measured.p50Millis(), 1 * SAME);
        assertEquals(10, measured.p99Millis(), 10 * SAME);
        assertEquals(10, measured.p999Millis(), 10 * SAME);
        assertTrue(Double.isNaN(measured.cpuMicros()));
    }

    @Test
    void run_hasAsManyInFlightAsThreads() {
        CyclicBarrier all = new CyclicBarrier(8, () -> now.addAndGet(MILLI));
        ClosedLoop.Load load = loop(8, 10, 7).run(key -> all.await(), 0.001);
        assertEquals(8, load.operations());
        assertEquals(8_000, load.measurement().value());
    }

    @Test
    void keys_areDrawnFromAll_andTheSameOnesBySeed() {
        List<Integer> drawn = keys(7);
        assertEquals(1_000, drawn.size());
        assertEquals(10, Set.copyOf(drawn).size());
        assertEquals(drawn, keys(7));
        assertTrue(!drawn.equals(keys(8)));
    }

    @Test
    void each_isEveryKeyOnce() {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        ClosedLoop.Load load = loop(4, 1_000, 7).each(key -> {
            now.addAndGet(MILLI);
            assertTrue(seen.add(key));
        });
        assertEquals(1_000, load.operations());
        assertEquals(1_000, seen.size());
    }

    @Test
    void operation_thatFails_endsTheRun_andIsItsCause() {
        IOException first = new IOException("refused");
        AtomicInteger begun = new AtomicInteger();
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> loop(1, 10, 7)
                .run(
                        key -> {
                            now.addAndGet(MILLI);
                            if (begun.incrementAndGet() == 3) {
                                throw first;
                            }
                        },
                        1));
        assertSame(first, thrown.getCause());
        assertTrue(thrown.getMessage().contains("refused"), thrown.getMessage());
        assertEquals(3, begun.get());
    }

    @Test
    void operation_thatFailsInOneThread_endsTheOthers() {
        AtomicInteger begun = new AtomicInteger();
        // Time stands still: nothing but the failure ends them.
        assertThrows(IllegalStateException.class, () -> loop(4, 10, 7)
                .run(
                        key -> {
                            if (begun.incrementAndGet() == 100) {
                                throw new AssertionError("an error counts as well");
                            }
                        },
                        1));
    }

    private List<Integer> keys(long seed) {
        List<Integer> drawn = new ArrayList<>();
        loop(1, 10, seed)
                .run(
                        key -> {
                            drawn.add(key);
                            now.addAndGet(MILLI);
                        },
                        1);
        return drawn;
    }

    private ClosedLoop loop(int threads, int keys, long seed) {
        return new ClosedLoop(threads, keys, seed, now::get);
    }
}
