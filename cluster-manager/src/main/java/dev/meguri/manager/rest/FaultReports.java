package dev.meguri.manager.rest;

import dev.meguri.api.cluster.FaultReport;
import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import java.util.regex.Pattern;

/** What a report of a fault must be like. */
final class FaultReports {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z_-]{0,31}");
    private static final int MAX_WHAT = 300;

    private FaultReports() {}

    static boolean isHealed(FaultReport report) {
        return report.phase().equals("healed");
    }

    static void require(FaultReport report) {
        if (report == null || report.nodeId() == null || report.nodeId().isEmpty()) {
            throw wrong("nodeId", "nodeId is needed: the node whose network or process it is.");
        }
        if (report.kind() == null || !KIND.matcher(report.kind()).matches()) {
            throw wrong("kind", "kind is needed: small letters and dashes, at most 32, such as partition.");
        }
        if (!"injected".equals(report.phase()) && !"healed".equals(report.phase())) {
            throw wrong("phase", "phase must be injected or healed, not " + report.phase() + ".");
        }
        if (report.what() == null || report.what().isBlank() || report.what().length() > MAX_WHAT) {
            throw wrong("what", "what is needed: what is done to the node, in 1 to " + MAX_WHAT + " characters.");
        }
    }

    private static ProblemException wrong(String field, String detail) {
        return new ProblemException(ErrorCode.INVALID_FAULT, field, detail);
    }
}
