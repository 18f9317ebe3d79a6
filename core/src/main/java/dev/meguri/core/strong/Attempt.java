package dev.meguri.core.strong;

/**
 * A change that was sent and whose fate is open (STRONG.md, rule 9).
 *
 * @param epoch that it was sent in
 * @param outcomes what the asks are told if it is found to have been made
 */
record Attempt(Ballot ballot, long epoch, StrongOutcome[] outcomes) {}
