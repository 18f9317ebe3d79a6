package dev.meguri.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.simulator.check.Violation;
import dev.meguri.simulator.check.linearizability.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Verdict.Unknown UNKNOWN = new Verdict.Unknown("strong:k1", 70, 5_000_001);

    private final Figures figures = new Figures();

    @Test
    void runWithAnUnknownHistory_isAProblem_andNoViolation() {
        Outcome outcome = outcome(null, List.of(UNKNOWN));
        assertFalse(outcome.isClean());
        assertFalse(outcome.isViolated());
        assertEquals(
                "strong-is-linearizable is not known of strong:k1 (70 operations, 5000001 steps)", outcome.problem());
        figures.add(outcome);
        figures.add(outcome(null, List.of()));
        assertEquals(List.of(outcome), figures.problems());
        assertEquals(1, figures.unknown());
        String text = figures.describe(1, 1, 1);
        assertTrue(text.contains("16 histories of strong keys, 1 of them too long to check: unknown"), text);
        assertTrue(text.endsWith("violations: 0, unknown: 1"), text);
    }

    @Test
    void runWithAViolation_countsAsThat_whateverElseIsUnknown() {
        Outcome outcome = outcome(new Violation("strong-is-linearizable", 1, "no order"), List.of(UNKNOWN));
        assertTrue(outcome.isViolated());
        assertTrue(outcome.problem().contains("no order"), outcome.problem());
        figures.add(outcome);
        assertTrue(figures.describe(1, 1, 1).endsWith("violations: 1, unknown: 1"));
    }

    @Test
    void cleanRuns_areNoProblem() {
        figures.add(outcome(null, List.of()));
        assertEquals(List.of(), figures.problems());
        assertTrue(figures.describe(1, 1, 1).endsWith("violations: 0"));
    }

    private static Outcome outcome(Violation violation, List<Verdict.Unknown> unknown) {
        return new Outcome(1, violation, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, unknown, Map.of());
    }
}
