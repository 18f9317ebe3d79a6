package dev.meguri.simulator.lab;

import java.util.List;

/**
 * What the checkers say.
 *
 * @param micros when it was found; else the end
 * @param invariant the broken one, by its name in docs/INVARIANTS.md; null: none
 * @param code which sentence it is, where no invariant names it; null: the invariant does
 * @param sentence the verdict in one sentence
 * @param detail what was seen and should not have been, in the checker's words; null: nothing
 * @param checked what was looked at, one line each
 */
public record LabVerdict(
        Outcome outcome,
        long micros,
        String invariant,
        String code,
        String sentence,
        String detail,
        List<Words> checked) {
    private static final String VERDICT = "verdict";
    private static final String BROKEN = "invariant";

    /** Its sentence. */
    Words inWords() {
        return invariant == null
                ? Words.of(VERDICT, sentence, "code", code)
                : Words.of(BROKEN, sentence, "invariant", invariant);
    }

    /** How it ended. */
    public enum Outcome {
        /** Every invariant held. */
        HELD,
        VIOLATED,
        /** A history took too long to check, or the run was too long to end. */
        UNKNOWN,
        /** The simulated code broke: neither of them. */
        BROKE
    }
}
