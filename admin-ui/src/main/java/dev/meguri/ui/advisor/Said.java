package dev.meguri.ui.advisor;

import java.util.Map;

/**
 * A sentence: in English, and for other languages by its code and what stands in it.
 *
 * @param code which sentence it is: stable, one code for one sentence
 * @param values by name: numbers as numbers, no more precise than the words; lengths of time in milliseconds, shares from 0 to 1
 * @param text the sentence in English
 */
public record Said(String code, Map<String, Object> values, String text) {
    static Said of(String code, String text) {
        return new Said(code, Map.of(), text);
    }
}
