package dev.meguri.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {
    private static final SimulationOptions SHORT = new SimulationOptions(15, 5);

    @ParameterizedTest
    @ValueSource(longs = {3, 10, 22, 178, 430})
    void sameSeed_sameTrace(long seed) {
        Outcome first = new Simulation(seed, SHORT).run();
        Outcome second = new Simulation(seed, SHORT).run();
        assertEquals(first.traceHash(), second.traceHash());
        assertEquals(first, second);
    }

    @Test
    void otherSeed_otherTrace() {
        assertNotEquals(
                new Simulation(1, SHORT).run().traceHash(),
                new Simulation(2, SHORT).run().traceHash());
    }

    @Test
    void traceThatSomebodyReads_isTheSameTrace() {
        List<String> lines = new ArrayList<>();
        Outcome read = new Simulation(5, SHORT, null, lines::add).run();
        Outcome unread = new Simulation(5, SHORT).run();
        assertEquals(unread.traceHash(), read.traceHash());
        List<String> again = new ArrayList<>();
        new Simulation(5, SHORT, null, again::add).run();
        assertEquals(lines, again);
    }
}
