package dev.meguri.simulator.check.linearizability;

import java.util.List;

/** What is known of one key's history. */
public sealed interface Verdict {
    String key();

    /** Some order of the operations explains every answer. */
    record Linearizable(String key) implements Verdict {}

    /**
     * No order does.
     *
     * @param smallest operations that suffice to see it; some with their answers left out, because these do not matter
     * @param text for people, several lines
     */
    record Violation(String key, List<Observation> smallest, String text) implements Verdict {}

    /** The bound of steps was reached before either was found. @param operations of the key */
    record Unknown(String key, int operations, long steps) implements Verdict {}
}
