package dev.meguri.simulator.check.linearizability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.simulator.check.linearizability.Report.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Short histories of which everybody can see what they are. */
class LinearizabilityTest {
    private static Histories history() {
        return new Histories();
    }

    private static void assertGood(Histories history) {
        Report report = new Linearizability(0).check(history.list());
        assertEquals(Result.LINEARIZABLE, report.result(), report::toString);
    }

    private static Verdict.Violation assertBad(Histories history) {
        Report report = new Linearizability(0).check(history.list());
        assertEquals(Result.VIOLATION, report.result(), report::toString);
        return report.violations().getFirst();
    }

    @Test
    void oneAfterTheOther_isGood() {
        assertGood(history()
                .op(0, 1, Action.get(), Answer.absent())
                .op(2, 3, Action.set("a"), Answer.made())
                .op(4, 5, Action.get(), Answer.found("a"))
                .op(6, 7, Action.delete(), new Answer.Made(null, null, true))
                .op(8, 9, Action.get(), Answer.absent()));
    }

    @Test
    void readsDuringAWrite_maySeeEither_butNotGoBack() {
        Histories both = history()
                .op(0, 1, Action.set("a"), Answer.made())
                .op(2, 10, Action.set("b"), Answer.made())
                .op(3, 4, Action.get(), Answer.found("a"))
                .op(5, 6, Action.get(), Answer.found("b"));
        assertGood(both);
        assertBad(both.op(7, 8, Action.get(), Answer.found("a")));
    }

    @Test
    void staleRead_isFound_andExplainedByAsLittleAsPossible() {
        Histories history = history();
        for (int i = 0; i < 50; i++) {
            history.op(i * 10, i * 10 + 5, Action.set("v" + i), Answer.made())
                    .op(i * 10 + 6, i * 10 + 7, Action.get(), Answer.found("v" + i));
        }
        Verdict.Violation violation = assertBad(history.op(600, 601, Action.get(), Answer.found("v48"))
                .op(700, 701, Action.get(), Answer.found("v49")));
        assertTrue(violation.smallest().size() <= 3, violation.text());
        assertTrue(violation.text().contains("#101 c100: get -> v48"), violation.text());
        assertTrue(violation.text().contains("set v49 -> made"), violation.text());
    }

    @Test
    void lostUpdate_isFound() {
        assertBad(history()
                .op(0, 1, Action.set("a"), Answer.made())
                .op(2, 5, Action.compareAndSetValue("a", "b"), Answer.made())
                .op(3, 6, Action.compareAndSetValue("a", "c"), Answer.made()));
        assertBad(history()
                .op(0, 1, Action.set("a"), new Answer.Made("1", null, false))
                .op(2, 5, Action.compareAndSetVersion("1", "b"), new Answer.Made("2", null, true))
                .op(3, 6, Action.compareAndSetVersion("1", "c"), new Answer.Made("3", null, true)));
    }

    @Test
    void conditionThatFailed_musthaveHadAReason() {
        assertGood(history()
                .op(0, 9, Action.set("a"), Answer.made())
                .op(1, 2, Action.setIfAbsent("b", Action.NO_TTL), Answer.notMade()));
        assertBad(history()
                .op(3, 9, Action.set("a"), Answer.made())
                .op(1, 2, Action.setIfAbsent("b", Action.NO_TTL), Answer.notMade()));
        assertBad(history()
                .op(0, 1, Action.set("a"), new Answer.Made("1", null, false))
                .op(2, 3, Action.compareAndSetVersion("1", "b"), new Answer.NotMade(true, "1")));
    }

    @Test
    void failedButApplied_isFound() {
        assertBad(history()
                .op(0, 1, Action.set("a"), Answer.made())
                .op(2, 3, Action.set("b"), Answer.failed())
                .op(4, 5, Action.get(), Answer.found("b")));
        assertBad(history()
                .op(0, 1, Action.set("a"), Answer.made())
                .op(2, 3, Action.compareAndSetValue("x", "b"), Answer.notMade())
                .op(4, 5, Action.get(), Answer.found("b")));
    }

    @Test
    void incrementMadeTwice_isFound() {
        assertGood(history()
                .op(0, 5, Action.increment(1), Answer.sum(2))
                .op(1, 6, Action.increment(1), Answer.sum(1))
                .op(7, 8, Action.get(), Answer.found("2")));
        assertBad(history().op(0, 5, Action.increment(1), Answer.sum(1)).op(6, 7, Action.increment(1), Answer.sum(3)));
        assertBad(history().doubt(0, Action.increment(1)).op(6, 7, Action.get(), Answer.found("2")));
    }

    @Test
    void operationInDoubt_mayBeMadeLate_once_orNever() {
        assertGood(history()
                .op(0, 1, Action.set("a"), Answer.made())
                .doubt(2, Action.set("b"))
                .op(100, 101, Action.get(), Answer.found("a"))
                .op(200, 201, Action.get(), Answer.found("b")));
        assertGood(history()
                .doubt(2, Action.increment(5))
                .op(100, 101, Action.get(), Answer.absent())
                .op(200, 201, Action.get(), Answer.absent()));
        assertBad(history()
                .op(0, 1, Action.set("a"), Answer.made())
                .doubt(2, Action.set("b"))
                .op(100, 101, Action.get(), Answer.found("b"))
                .op(102, 103, Action.set("c"), Answer.made())
                .op(200, 201, Action.get(), Answer.found("b")));
        assertBad(history().op(0, 1, Action.get(), Answer.found("b")).doubt(2, Action.set("b")));
    }

    @Test
    void operationsInDoubt_mayBuildOnEachOther() {
        assertGood(history()
                .doubt(0, Action.set("a"))
                .doubt(0, Action.compareAndSetValue("a", "b"))
                .doubt(0, Action.compareAndSetValue("b", "c"))
                .op(5, 6, Action.get(), Answer.found("c")));
    }

    @Test
    void valueWithATtl_isThereAtFirst_andGoneAtLast_andEitherBetween() {
        Histories history = history().op(0, 10, Action.set("a", 100_000), Answer.made());
        for (long at = 20; at < 99; at += 10) {
            history.op(at, at + 1, Action.get(), Answer.found("a"));
        }
        assertGood(history.op(105, 106, Action.get(), Answer.absent()));
        assertBad(history.op(107, 108, Action.get(), Answer.found("a")));
        assertBad(
                history().op(0, 10, Action.set("a", 100_000), Answer.made()).op(50, 51, Action.get(), Answer.absent()));
        Histories late = history()
                .op(0, 10, Action.set("a", 100_000), Answer.made())
                .op(130, 131, Action.get(), Answer.found("a"));
        assertBad(late);
        assertEquals(
                Result.LINEARIZABLE,
                new Linearizability(25_000).check(late.list()).result());
    }

    @Test
    void counterThatExpired_beginsAnew_andKeepsItsTimeUntilThen() {
        Action five = new Action.Change(new Action.Effect.Add(5, 100_000), new Action.Condition.Always());
        assertGood(history()
                .op(0, 1, five, Answer.sum(5))
                .op(90, 91, five, Answer.sum(10))
                .op(110, 111, five, Answer.sum(5)));
        assertBad(history()
                .op(0, 1, five, Answer.sum(5))
                .op(90, 91, five, Answer.sum(10))
                .op(110, 111, five, Answer.sum(15)));
    }

    @Test
    void versionThatIsToldTwice_mustBeTheSame() {
        assertBad(history()
                .op(0, 1, Action.set("a"), new Answer.Made("1", null, null))
                .op(2, 3, Action.get(), new Answer.Found("a", "2")));
        assertBad(history()
                .doubt(0, Action.set("a"))
                .op(2, 3, Action.get(), new Answer.Found("a", "1"))
                .op(4, 5, Action.get(), new Answer.Found("a", "2")));
    }

    @Test
    void keys_areIndependent() {
        List<Observation> all = new ArrayList<>(history()
                .op(0, 1, Action.set("a"), Answer.made())
                .op(2, 3, Action.get(), Answer.found("a"))
                .list());
        all.add(new Observation(9, "c", "other", Action.get(), 5_000, 6_000, Answer.absent()));
        assertEquals(2, new Linearizability(0).check(all).verdicts().size());
        assertEquals(Result.LINEARIZABLE, new Linearizability(0).check(all).result());
    }

    @Test
    void tooManySteps_areCalledUnknown() {
        Histories history = history();
        for (int i = 0; i < 12; i++) {
            history.op(0, 100, Action.increment(1L << i), Answer.made());
        }
        history.op(200, 201, Action.get(), Answer.found("1"));
        Report report = new Linearizability(0, 500).check(history.list());
        assertEquals(Result.UNKNOWN, report.result());
        assertTrue(report.toString().contains("unknown: key k, 13 operations"), report::toString);
        assertEquals(
                Result.VIOLATION, new Linearizability(0).check(history.list()).result());
    }

    @Test
    void answerThatFitsNoQuestion_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> history().op(0, 1, Action.get(), Answer.made()));
        assertThrows(IllegalArgumentException.class, () -> history().op(2, 1, Action.get(), Answer.absent()));
    }
}
