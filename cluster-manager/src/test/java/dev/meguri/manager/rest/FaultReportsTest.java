package dev.meguri.manager.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.meguri.api.cluster.FaultReport;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import org.junit.jupiter.api.Test;

class FaultReportsTest {
    private static void assertRefused(String field, FaultReport report) {
        ProblemException problem = assertThrows(ProblemException.class, () -> FaultReports.require(report));
        assertEquals(ErrorCode.INVALID_FAULT.wire(), problem.problem().code());
        assertEquals(field, problem.problem().field());
    }

    @Test
    void wholeReport_isTaken() {
        assertDoesNotThrow(() -> FaultReports.require(new FaultReport("node-1", "node-pause", "injected", "for 3 s")));
        assertDoesNotThrow(() -> FaultReports.require(new FaultReport("node-1", "node-pause", "healed", "after 3 s")));
    }

    @Test
    void whatIsMissingOrWrong_isNamed() {
        assertRefused("nodeId", null);
        assertRefused("nodeId", new FaultReport("", "partition", "injected", "for 3 s"));
        assertRefused("kind", new FaultReport("node-1", "Rm -rf", "injected", "for 3 s"));
        assertRefused("kind", new FaultReport("node-1", "x".repeat(33), "injected", "for 3 s"));
        assertRefused("phase", new FaultReport("node-1", "partition", "began", "for 3 s"));
        assertRefused("what", new FaultReport("node-1", "partition", "injected", " "));
        assertRefused("what", new FaultReport("node-1", "partition", "injected", "x".repeat(301)));
    }
}
