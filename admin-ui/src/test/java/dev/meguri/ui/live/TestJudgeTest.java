package dev.meguri.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.api.lab.ConsistencyVerdict;
import dev.meguri.api.lab.ConsistencyVerdict.Result;
import dev.meguri.api.lab.TestHistory.StaleRead;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestJudgeTest {
    @Test
    void readsThatFollowWrites_areLinearizable() {
        TestJudge.Judged judged = judge("""
                1 read  k -  0-1
                1 write k v1 2-4
                2 read  k v1 3-6
                2 write k v2 7-9
                0 read  k v2 20-21
                """);
        assertEquals(Result.LINEARIZABLE, judged.verdict().result());
        assertEquals(3, judged.verdict().reads());
        assertEquals(2, judged.verdict().acknowledgedWrites());
        assertEquals(List.of(), judged.stale());
        assertEquals(List.of(), judged.lost());
        assertNull(judged.verdict().keys().getFirst().text());
    }

    @Test
    void oldValueAfterANewOne_isStale_byTimeAndByWrites() {
        TestJudge.Judged judged = judge("""
                1 write k v1 0-1
                1 write k v2 10-11
                1 write k v3 20-21
                2 read  k v1 51-52
                0 read  k v3 60-61
                """);
        assertEquals(List.of(new StaleRead(4, 40, 2)), judged.stale());
        assertEquals(Result.NOT_LINEARIZABLE, judged.verdict().result());
        assertEquals(1, judged.verdict().staleReads());
        assertEquals(40, judged.verdict().worstStaleMillis());
        assertEquals(2, judged.verdict().worstStaleVersions());
        assertTrue(judged.verdict().keys().getFirst().offending().contains(4L));
        assertEquals(List.of(), judged.lost());
    }

    @Test
    void nothingFoundAfterAWrite_isStale() {
        assertEquals(
                List.of(new StaleRead(2, 9, 1)),
                judge("1 write k v1 0-1\n2 read k - 10-11").stale());
    }

    @Test
    void concurrentWrites_makeNothingStale() {
        assertEquals(List.of(), judge("""
                1 write k v1 0-10
                2 write k v2 1-9
                3 read  k v1 11-12
                """).stale());
    }

    @Test
    void writeInDoubt_mayHaveBeenMadeLate() {
        TestJudge.Judged judged = judge("""
                1 write k v1 0-1 IN_DOUBT
                2 write k v2 5-6
                2 read  k v1 10-11
                """);
        assertEquals(List.of(), judged.stale());
        assertEquals(Result.LINEARIZABLE, judged.verdict().result());
        assertEquals(1, judged.verdict().inDoubt());
    }

    @Test
    void endOlderThanAcknowledgedWrites_theseAreLost() {
        TestJudge.Judged judged = judge("""
                1 write k v1 0-1
                1 write k v2 2-3
                1 write k v3 4-5 FAILED
                1 write k v4 6-7
                0 read  k v1 20-21
                """);
        assertEquals(List.of(2L, 4L), judged.lost());
        assertEquals(2, judged.verdict().lostWrites());
    }

    @Test
    void nothingAtTheEnd_everyAcknowledgedWriteIsLost() {
        assertEquals(List.of(1L), judge("1 write k v1 0-1\n0 read k - 20-21").lost());
    }

    @Test
    void oneCopyThatHasItAtTheEnd_isEnough() {
        assertEquals(List.of(), judge("""
                1 write k v1 0-1
                1 write k v2 2-3
                0 read  k v1 20-21
                0 read  k v2 22-23
                """).lost());
    }

    @Test
    void withoutAReadAtTheEnd_nobodyKnowsWhatIsLost() {
        assertEquals(
                List.of(), judge("1 write k v1 0-1\n0 read k - 20-21 FAILED").lost());
    }

    @Test
    void valueThatADefiniteFailureWrote_isNoOrder() {
        assertEquals(
                Result.NOT_LINEARIZABLE,
                judge("1 write k v1 0-1 FAILED\n1 read k v1 2-3").verdict().result());
    }

    @Test
    void keysAreJudgedApart_andTheWorstIsNamed() {
        ConsistencyVerdict verdict = judge("""
                1 write k2  v1 0-1
                1 write k10 v2 2-3
                2 read  k10 -  4-5
                2 read  k2  v1 6-7
                """).verdict();
        assertEquals(
                List.of("k2", "k10"),
                verdict.keys().stream().map(ConsistencyVerdict.KeyVerdict::key).toList());
        assertEquals("k10", verdict.worstKey());
        assertEquals(Result.LINEARIZABLE, verdict.keys().getFirst().result());
        assertEquals(Result.NOT_LINEARIZABLE, verdict.result());
    }

    @Test
    void boundOfStepsReached_isUnknown_andSaidAsSuch() {
        ConsistencyVerdict verdict = TestJudge.judge(
                        Told.of("1 write k v1 0-9\n2 write k v2 0-9\n3 read k v1 10-11\n3 read k v1 12-13"), 1)
                .verdict();
        assertEquals(Result.UNKNOWN, verdict.result());
        assertTrue(verdict.keys().getFirst().text().contains("given up"));
    }

    private static TestJudge.Judged judge(String history) {
        return TestJudge.judge(Told.of(history));
    }
}
