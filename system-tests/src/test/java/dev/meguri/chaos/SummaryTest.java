package dev.meguri.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.chaos.check.Violation;
import dev.meguri.chaos.history.Op;
import dev.meguri.chaos.history.OpKind;
import dev.meguri.chaos.history.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void fewerThanOneInAHundredInDoubt_isMet_evenIfOneRunHadMore() {
        Summary summary = new Summary("safe", List.of(run(7, 5_000, 0), run(8, 5_000, 99)));
        assertTrue(summary.isMet());
        assertEquals(1, summary.lines().size());
        String figures = summary.lines().getFirst();
        assertTrue(figures.startsWith("chaos: 2 runs, policy safe, 10000 operations, "), figures);
        assertTrue(figures.contains("0.99% in doubt (worst run 1.98%, seed 8)"), figures);
    }

    @Test
    void oneInAHundredInDoubt_isNotMet_andSaysSo() {
        Summary summary = new Summary("safe", List.of(run(7, 5_000, 1), run(8, 5_000, 99)));
        assertFalse(summary.isMet());
        assertEquals(
                "GOAL MISSED: 1.00% of the operations are in doubt; fewer than 1% are to be",
                summary.lines().getFirst());
        assertTrue(summary.lines().getLast().startsWith("chaos: 2 runs, "), "the figures come last");
    }

    @Test
    void eachOperationCountsAlike_soAShortRunSaysLittle() {
        assertTrue(new Summary("strong", List.of(run(1, 50, 5), run(2, 10_000, 0))).isMet());
    }

    @Test
    void tooFewOperations_areNotJudged() {
        assertTrue(new Summary("strong", List.of(run(1, 9_999, 100))).isMet());
        assertFalse(new Summary("strong", List.of(run(1, 10_000, 100))).isMet());
    }

    @Test
    void violation_isNotMet_andNamesTheSeed() {
        Verdict broken = new Verdict(
                8, "safe", run(8, 100, 0).ops(), List.of(), List.of(new Violation("some-promise", "broken")), 1, 0);
        Summary summary = new Summary("safe", List.of(run(7, 100, 0), broken));
        assertFalse(summary.isMet());
        assertTrue(
                summary.lines().getLast().endsWith("1 violations (seeds [8])"),
                summary.lines().getLast());
    }

    private static Verdict run(long seed, int operations, int inDoubt) {
        List<Op> ops = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            Outcome outcome = i < inDoubt ? Outcome.IN_DOUBT : Outcome.OK;
            ops.add(new Op(
                    i + 1, 0, "node-1", OpKind.PUT, "chaos:{g0}:r0", "v", null, i, i, outcome, null, null, null, 2, 1));
        }
        return new Verdict(seed, "safe", ops, List.of(), List.of(), 1, 0);
    }
}
