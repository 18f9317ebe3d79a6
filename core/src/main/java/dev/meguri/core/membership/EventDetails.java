package dev.meguri.core.membership;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Details of an event, in the order they are named: the same run writes the same log. Where one type of event happens in several
 * ways, {@link #HOW} says which, in a word: stable, so that readers can say it in other languages.
 */
final class EventDetails {
    static final String HOW = "how";

    private EventDetails() {}

    static Map<String, Object> how(String way) {
        return of(HOW, way);
    }

    static Map<String, Object> of() {
        return new LinkedHashMap<>();
    }

    static Map<String, Object> of(String name, Object value) {
        Map<String, Object> details = of();
        details.put(name, value);
        return details;
    }

    /** With one more. */
    static Map<String, Object> with(Map<String, Object> details, String name, Object value) {
        details.put(name, value);
        return details;
    }

    static Map<String, Object> of(String name, Object value, String otherName, Object otherValue) {
        Map<String, Object> details = of(name, value);
        details.put(otherName, otherValue);
        return details;
    }
}
