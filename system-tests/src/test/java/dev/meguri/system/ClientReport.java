package dev.meguri.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one client library saw.
 *
 * @param failed operations that its user saw fail; {@code errors} has the first of them
 * @param wrong reads that found anything but what was written before
 * @param longestPauseMillis without any operation that succeeded
 * @param allowed what each key may be at the end: the last write that was acknowledged, and those after it that failed,
 *     which perhaps were made; null among them: perhaps it is absent
 */
record ClientReport(
        long operations,
        long failed,
        List<String> errors,
        List<String> wrong,
        long longestPauseMillis,
        Map<String, Set<String>> allowed) {
    static ClientReport of(JsonNode json) {
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        json.path("allowed").properties().forEach(entry -> {
            Set<String> values = new LinkedHashSet<>();
            entry.getValue().forEach(value -> values.add(value.isNull() ? null : value.asText()));
            allowed.put(entry.getKey(), values);
        });
        return new ClientReport(
                json.path("operations").asLong(),
                json.path("failed").asLong(),
                texts(json.path("errors")),
                texts(json.path("wrong")),
                json.path("longestPauseMillis").asLong(),
                allowed);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
