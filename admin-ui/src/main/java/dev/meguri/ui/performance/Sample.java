package dev.meguri.ui.performance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import java.util.TreeMap;

/**
 * One second. Each map: by name, and by {@linkplain Metric#wire metric}; what is not known is not there.
 *
 * @param policies by prefix, of all nodes
 * @param operations by kind, of all nodes; {@code all}: of all kinds
 * @param problems by node: why it could not be asked
 */
public record Sample(
        long atMillis,
        Map<String, Map<String, Float>> nodes,
        Map<String, Map<String, Float>> policies,
        Map<String, Map<String, Float>> operations,
        Map<String, String> problems) {
    static Sample empty(long atMillis) {
        return new Sample(atMillis, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    @JsonIgnore
    Map<Scope, Map<String, Map<String, Float>>> byScope() {
        return Map.of(Scope.NODES, nodes, Scope.POLICIES, policies, Scope.OPERATIONS, operations);
    }
}
