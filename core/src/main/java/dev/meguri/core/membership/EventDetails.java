package dev.meguri.core.membership;

import java.util.LinkedHashMap;
import java.util.Map;

/** Details of an event, in the order they are named: the same run writes the same log. */
final class EventDetails {
    private EventDetails() {}

    static Map<String, Object> of() {
        return new LinkedHashMap<>();
    }

    static Map<String, Object> of(String name, Object value) {
        Map<String, Object> details = of();
        details.put(name, value);
        return details;
    }

    static Map<String, Object> of(String name, Object value, String otherName, Object otherValue) {
        Map<String, Object> details = of(name, value);
        details.put(otherName, otherValue);
        return details;
    }
}
