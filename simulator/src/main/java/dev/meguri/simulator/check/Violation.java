package dev.meguri.simulator.check;

import dev.meguri.simulator.time.Trace;

/**
 * An invariant that did not hold.
 *
 * @param invariant its name in docs/INVARIANTS.md
 * @param micros when, in virtual time
 * @param detail what was seen, and what should have been
 */
public record Violation(String invariant, long micros, String detail) {
    @Override
    public String toString() {
        return invariant + " at " + Trace.at(micros) + " s: " + detail;
    }
}
