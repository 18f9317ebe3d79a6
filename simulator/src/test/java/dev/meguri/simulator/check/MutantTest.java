package dev.meguri.simulator.check;

import static org.junit.jupiter.api.Assertions.fail;

import dev.meguri.simulator.run.Outcome;
import dev.meguri.simulator.run.Simulation;
import dev.meguri.simulator.run.SimulationOptions;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A checker that has caught nothing is not known to work: each of these bugs, made on purpose, must be found. */
class MutantTest {
    private static final SimulationOptions OPTIONS = new SimulationOptions(30, 5);

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void mutant_isFound(Mutant mutant) {
        Set<String> found = new TreeSet<>();
        for (long seed = mutant.firstSeed; seed <= mutant.lastSeed; seed++) {
            Outcome outcome = new Simulation(seed, OPTIONS, mutant.meddler(seed), null).run();
            if (outcome.violation() != null) {
                found.add(outcome.violation().invariant());
                if (mutant.invariants.contains(outcome.violation().invariant())) {
                    System.out.println(mutant + " found by seed " + seed + ": " + outcome.violation());
                    return;
                }
            } else if (outcome.crash() != null) {
                found.add(outcome.crash());
            }
        }
        fail(mutant + " was not found by " + mutant.invariants + " up to seed " + mutant.lastSeed + "; what was found: "
                + found);
    }
}
