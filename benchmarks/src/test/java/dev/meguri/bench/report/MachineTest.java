package dev.meguri.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void built_isTheVersionThatTheBuildPutIn() {
        assertTrue(Machine.built("quarkus").matches("\\d+\\.\\d+.*"), Machine.built("quarkus"));
        assertEquals("unknown", Machine.built("nothing"));
    }

    @Test
    void libraries_areNamedByTheirVersions() {
        Map<String, String> machine = Machine.describe();
        assertEquals("5.5.0", machine.get("hazelcast"));
        assertTrue(machine.get("jedis").matches("\\d+\\.\\d+\\.\\d+"), machine::toString);
        assertTrue(machine.get("jetcd").matches("\\d+\\.\\d+\\.\\d+"), machine::toString);
    }
}
