package dev.meguri.simulator.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many seeds of 60 virtual seconds each. How many: {@code -Dmeguri.sim.seeds=2000} (default 200), from which:
 * {@code -Dmeguri.sim.from=1}.
 */
class SeedsTest {
    private static final long SEEDS = Long.getLong("meguri.sim.seeds", 200);
    private static final long FROM = Long.getLong("meguri.sim.from", 1);

    @Test
    void everySeed_keepsEveryInvariant() {
        int threads = Runtime.getRuntime().availableProcessors();
        Campaign.Result result = new Campaign(FROM, SEEDS, SimulationOptions.ORDINARY, threads, 5, outcome -> {}).run();
        System.out.println(result);
        StringBuilder problems = new StringBuilder();
        for (Outcome outcome : result.figures().problems()) {
            problems.append("again: ./meguri sim --seed ")
                    .append(outcome.seed())
                    .append('\n')
                    .append(outcome.problem())
                    .append('\n');
        }
        assertTrue(problems.isEmpty(), problems::toString);
    }

    /** Seeds that once found something: what it was is in the second column. */
    @ParameterizedTest
    @CsvSource({
        "1, one version had two expiry times",
        "2, a write was answered after the operation timeout",
        "10, a forwarded write came back over a later one",
        "12, a write through a node with a slow clock was refused until its timeout",
        "26, a forwarded write came back over a later one",
        "48, a forwarded write came back over a later one after a pause",
        "10026, a node that was drained and removed while it could not be heard was forgotten for ever",
    })
    void seed_thatFoundSomething_findsItNoMore(long seed, String what) {
        Outcome outcome = new Simulation(seed, SimulationOptions.ORDINARY).run();
        assertTrue(outcome.isClean(), () -> what + ": " + outcome.problem());
    }
}
