package dev.meguri.simulator.lab;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sentence: in English, and for other languages by its code and what stands in it.
 *
 * @param code which sentence it is: stable; null: it has none
 * @param values by name, in the order they are named: the same run says the same
 */
public record Words(String code, Map<String, Object> values, String text) {
    /** @param namesAndValues a name, its value, and so on */
    static Words of(String code, String text, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Words(code, values, text);
    }

    /** In English alone. */
    static Words english(String text) {
        return new Words(null, Map.of(), text);
    }

    /** Null: it has no code. */
    Film.Said said() {
        return code == null ? null : new Film.Said(code, values);
    }
}
