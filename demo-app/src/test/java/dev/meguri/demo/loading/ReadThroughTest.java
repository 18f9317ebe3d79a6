package dev.meguri.demo.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.demo.cluster.FakeCluster;
import dev.meguri.demo.cluster.Keeping;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadThroughTest {
    private static final Keeping KEEPING = new Keeping(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ZERO);
    private static final byte[] VALUE = {1, 2, 3};

    private final FakeCluster cluster = new FakeCluster();
    private final CallStats stats = new CallStats(UseCase.PRODUCTS, null);
    private final ReadThrough reads = new ReadThrough(cluster, stats);
    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void absent_isLoadedOnce_thenFound() {
        assertEquals(CallKind.MISS, get().kind());
        assertEquals(CallKind.HIT, get().kind());
        assertEquals(1, loads.get());
        assertEquals(1, stats.view().savedUpstreamCalls());
    }

    @Test
    void direct_asksTheUpstreamAlone() {
        get();
        assertEquals(CallKind.DIRECT, reads.direct("k", this::load).kind());
        assertEquals(2, loads.get());
    }

    @Test
    void cacheAway_theUpstreamAnswers_andTheTroubleIsCounted() {
        cluster.goAway();
        assertArrayEquals(VALUE, get().value());
        assertArrayEquals(VALUE, get().value());
        assertEquals(2, loads.get());
        assertEquals(2, stats.view().cacheTroubles());
        cluster.comeBack();
        assertEquals(CallKind.MISS, get().kind());
    }

    @Test
    void upstreamFails_itsProblemIsTold_andNothingIsKept() {
        ProblemException failure = new ProblemException(ErrorCode.UPSTREAM_FAILED, null, "a bad moment");
        ProblemException told = assertThrows(
                ProblemException.class,
                () -> reads.get(
                        "k",
                        key -> {
                            throw failure;
                        },
                        KEEPING));
        assertEquals("upstream_failed", told.problem().code());
        assertEquals(1, stats.view().failed());
        assertEquals(CallKind.MISS, get().kind());
    }

    @Test
    void upstreamFails_whatIsStaleIsServed() {
        get();
        cluster.leave(Duration.ofSeconds(10));
        Served served = reads.get(
                "k",
                key -> {
                    throw new ProblemException(ErrorCode.UPSTREAM_FAILED, null, "a bad moment");
                },
                KEEPING);
        assertEquals(CallKind.STALE, served.kind());
        assertArrayEquals(VALUE, served.value());
    }

    private Served get() {
        return reads.get("k", this::load, KEEPING);
    }

    private byte[] load(String key) {
        loads.incrementAndGet();
        return VALUE;
    }
}
