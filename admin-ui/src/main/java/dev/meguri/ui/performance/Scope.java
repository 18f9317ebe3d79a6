package dev.meguri.ui.performance;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import java.util.Locale;

/** What series are about. */
enum Scope {
    NODES,
    POLICIES,
    OPERATIONS;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Scope of(String text) {
        for (Scope scope : values()) {
            if (scope.wire().equals(text)) {
                return scope;
            }
        }
        throw new ProblemException(ErrorCode.INVALID_REQUEST, "scope", "scope must be nodes, policies or operations.");
    }
}
