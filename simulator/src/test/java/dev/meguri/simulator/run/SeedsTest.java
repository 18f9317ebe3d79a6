package dev.meguri.simulator.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Many seeds of 60 virtual seconds each; ./meguri test runs 2,000 more. How many: {@code -Dmeguri.sim.seeds=2000}, from which:
 * {@code -Dmeguri.sim.from=1}.
 */
class SeedsTest {
    private static final long SEEDS = Long.getLong("meguri.sim.seeds", 60);
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
}
