package dev.meguri.bench.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.meguri.simulator.check.linearizability.Linearizability;
import dev.meguri.simulator.check.linearizability.Observation;
import dev.meguri.simulator.check.linearizability.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class MadeHistoryTest {
    private static final int OPERATIONS = 400;

    private final List<Observation> right = MadeHistory.linearizable(OPERATIONS, 1);

    @Test
    void history_isAsLongAsAsked_andLinearizable() {
        assertEquals(OPERATIONS, right.size());
        assertInstanceOf(Verdict.Linearizable.class, verdict(right));
    }

    @Test
    void staleRead_isAViolation() {
        assertInstanceOf(Verdict.Violation.class, verdict(MadeHistory.withOneStaleRead(right)));
    }

    private static Verdict verdict(List<Observation> history) {
        return new Linearizability(0).check(history).verdicts().getFirst();
    }
}
