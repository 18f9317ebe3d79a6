package dev.meguri.simulator.run;

import dev.meguri.simulator.mutant.Mutant;
import java.util.Map;
import java.util.TreeMap;

/** Lets one bug made on purpose loose on random seeds, and looks which checks find it. */
public final class MutantHunt {
    private static final int SECONDS = 30;
    private static final int NODES = 5;

    private final Mutant mutant;

    public MutantHunt(Mutant mutant) {
        this.mutant = mutant;
    }

    /**
     * What came of a hunt.
     *
     * @param seeds that were run
     * @param catches in how many of them one of the invariants that the bug breaks was violated
     * @param firstSeed the first of these; -1: none
     * @param first what was violated then, and how; null: nothing was
     * @param byInvariant all that was violated, and in how many seeds; crashes as "crash", what took too long to check as
     *     "unknown"
     */
    public record Bag(
            Mutant mutant, int seeds, int catches, long firstSeed, String first, Map<String, Integer> byInvariant) {
        public boolean isCaught() {
            return catches > 0;
        }
    }

    /** Runs seeds until the bug is found. */
    public Bag untilFound() {
        return run(1, mutant.lastSeed());
    }

    /** @param seeds at least; more are run while it is not found, up to the last in which it must be */
    public Bag over(int seeds) {
        return run(seeds, Math.max(mutant.lastSeed(), seeds));
    }

    private Bag run(int atLeast, long lastSeed) {
        SimulationOptions options = new SimulationOptions(SECONDS, NODES, mutant.needsPeace());
        Map<String, Integer> byInvariant = new TreeMap<>();
        int ran = 0;
        int catches = 0;
        long firstSeed = -1;
        String first = null;
        for (long seed = 1; seed <= lastSeed && (ran < atLeast || catches == 0); seed++) {
            Outcome outcome = new Simulation(seed, options, mutant.meddler(seed), null).run();
            ran++;
            if (outcome.isClean()) {
                continue;
            }
            String broken = broken(outcome);
            byInvariant.merge(broken, 1, Integer::sum);
            if (mutant.breaks(broken)) {
                catches++;
                firstSeed = firstSeed < 0 ? seed : firstSeed;
                first = first == null ? outcome.problem() : first;
            }
        }
        return new Bag(mutant, ran, catches, firstSeed, first, byInvariant);
    }

    private static String broken(Outcome outcome) {
        if (!outcome.isViolated()) {
            return "unknown";
        }
        return outcome.violation() == null ? "crash" : outcome.violation().invariant();
    }
}
