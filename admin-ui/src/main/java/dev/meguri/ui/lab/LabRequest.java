package dev.meguri.ui.lab;

import dev.meguri.api.problem.ErrorCode;
import dev.meguri.api.problem.ProblemException;
import dev.meguri.simulator.lab.Intervention;
import dev.meguri.simulator.lab.LabOrder;
import dev.meguri.simulator.lab.LabScenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An order as it comes over the wire: nothing in it is to be trusted.
 *
 * @param seed null: 1
 * @param nodes null: 5
 * @param kept see {@link LabOrder}
 * @param interventions null: none
 */
public record LabRequest(
        String scenario, String rule, boolean kept, Long seed, Integer nodes, List<Doing> interventions) {
    /** @param kind in any case: {@code kill} */
    public record Doing(Long atMillis, String kind, String target) {}

    private static final long DEFAULT_SEED = 1;
    private static final int DEFAULT_NODES = 5;

    /** @throws ProblemException {@code invalid_request}, with the field at fault */
    LabOrder order() {
        try {
            return new LabOrder(
                    named(LabScenario.values(), scenario, "scenario"),
                    rule,
                    kept,
                    seed == null ? DEFAULT_SEED : seed,
                    nodes == null ? DEFAULT_NODES : nodes,
                    interventions == null
                            ? List.of()
                            : interventions.stream()
                                    .map(LabRequest::intervention)
                                    .toList());
        } catch (IllegalArgumentException wrong) {
            throw refused(wrong);
        }
    }

    private static Intervention intervention(Doing doing) {
        if (doing == null || doing.atMillis() == null) {
            throw new IllegalArgumentException("atMillis must be given for each intervention");
        }
        return new Intervention(
                doing.atMillis(), named(Intervention.Kind.values(), doing.kind(), "kind"), doing.target());
    }

    private static <E extends Enum<E>> E named(E[] all, String name, String field) {
        String wanted = name == null ? "" : name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(all)
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(field + " must be one of " + Arrays.toString(all)));
    }

    /** What is wrong begins with the name of the field. */
    static ProblemException refused(IllegalArgumentException wrong) {
        String what = wrong.getMessage();
        String field = what.split("[: ]", 2)[0];
        return new ProblemException(ErrorCode.INVALID_REQUEST, field, what + ".");
    }
}
