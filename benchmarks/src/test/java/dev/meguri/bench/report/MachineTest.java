package dev.meguri.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void built_isTheVersionThatTheBuildPutIn() {
        assertTrue(Machine.built("quarkus").matches("\\d+\\.\\d+.*"), Machine.built("quarkus"));
        assertEquals("unknown", Machine.built("nothing"));
    }
}
