package dev.meguri.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private static final Map<String, List<String>> LISTS = Map.of("k", List.of("node-1", "node-2"));

    @Test
    void equalReplicas_haveNoDifference_whateverOthersHold() {
        assertNull(Replicas.difference(
                LISTS, Map.of("node-1", Map.of("k", "1"), "node-2", Map.of("k", "1"), "node-3", Map.of("k", "0"))));
        assertNull(Replicas.difference(LISTS, Map.of()));
    }

    @Test
    void difference_isNamed() {
        assertEquals(
                "k: node-1 has 1, node-2 has nothing",
                Replicas.difference(LISTS, Map.of("node-1", Map.of("k", "1"), "node-2", Map.of())));
    }
}
