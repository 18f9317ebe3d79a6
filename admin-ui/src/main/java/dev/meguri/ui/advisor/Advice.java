package dev.meguri.ui.advisor;

import java.util.List;

/**
 * Something that is wrong now.
 *
 * @param rule which rule says so: stable, for programs
 * @param what is wrong, in a few words
 * @param why one sentence: what was seen
 * @param todo one sentence: the way out
 * @param nodes whom it is about; empty: nobody in particular
 * @param key whom it is about; null: no key in particular
 * @param page of the UI that shows more
 */
public record Advice(
        String rule, Weight weight, Said what, Said why, Said todo, List<String> nodes, String key, String page) {
    /** The worst first. */
    public enum Weight {
        BAD,
        WARN,
        INFO
    }
}
