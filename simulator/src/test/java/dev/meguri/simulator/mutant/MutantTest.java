package dev.meguri.simulator.mutant;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.simulator.run.MutantHunt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that has caught nothing is not known to work: each of these bugs, made on purpose, must be found. */
class MutantTest {
    static Stream<Mutant> mutants() {
        return Stream.of(Mutant.values()).filter(Mutant::isFoundAtRandom);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mutant_isFound(Mutant mutant) {
        MutantHunt.Bag bag = new MutantHunt(mutant).untilFound();
        System.out.println(mutant + " found by seed " + bag.firstSeed() + ": " + bag.first());
        assertTrue(
                bag.isCaught(),
                mutant + " was not found by " + mutant.invariants() + " up to seed " + mutant.lastSeed()
                        + "; what was found: " + bag.byInvariant());
    }
}
