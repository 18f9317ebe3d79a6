package dev.meguri.simulator.run;

import dev.meguri.core.strong.StrongRules.Rule;
import dev.meguri.simulator.mutant.Mutant;
import dev.meguri.simulator.scenario.RepairStories;
import dev.meguri.simulator.scenario.Story;
import dev.meguri.simulator.strong.StrongScenario;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;

/** Runs every bug made on purpose and every rule of strong keys switched off, and prints what catches each; totals last. */
public final class MutantReport {
    /** Runs of the strong model are so much shorter than those of clusters. */
    private static final int RULE_RUNS_PER_SEED = 10;

    private final PrintStream out;
    private final int seeds;
    private int byDirection;
    private int atRandom;
    private int missed;

    /** @param seeds of clusters for each bug that random seeds find; rules are run on ten times as many */
    public MutantReport(PrintStream out, int seeds) {
        this.out = out;
        this.seeds = seeds;
    }

    /** How many were not caught as they must be. */
    public int print() {
        Map<Mutant, Story> stories = new EnumMap<>(Mutant.class);
        RepairStories.all().forEach(story -> stories.put(story.mutant(), story));
        for (Mutant mutant : Mutant.values()) {
            print(mutant, stories.get(mutant));
        }
        Map<Rule, StrongScenario> scenarios = new EnumMap<>(Rule.class);
        StrongScenario.all().forEach(scenario -> scenarios.put(scenario.rule(), scenario));
        for (Rule rule : Rule.values()) {
            print(rule, scenarios.get(rule));
        }
        out.printf(
                "mutants: %d of clusters, %d rules of strong keys switched off; caught by a directed scenario: %d, by"
                        + " random seeds: %d; covered by other rules: %d; not caught: %d%n",
                Mutant.values().length,
                Rule.values().length,
                byDirection,
                atRandom,
                StrongScenario.COVERED.size(),
                missed);
        return missed;
    }

    private void print(Mutant mutant, Story story) {
        String told = story == null ? null : story.caughtBy();
        MutantHunt.Bag bag = mutant.isFoundAtRandom() ? new MutantHunt(mutant).over(seeds) : null;
        boolean isCaught = (story == null || told != null) && (bag == null || bag.isCaught());
        out.printf("%-46s %s%n", mutant, isCaught ? "caught" : "NOT CAUGHT");
        count(isCaught, told != null, bag != null && bag.isCaught());
        if (story != null) {
            out.println("    its story: " + (told == null ? "NOT SPOILT" : firstLine(told)));
        }
        if (bag != null) {
            out.printf(
                    "    by %d of %d random seeds%s%n",
                    bag.catches(), bag.seeds(), bag.byInvariant().isEmpty() ? "" : ", checks: " + bag.byInvariant());
        }
        if (bag != null && bag.isCaught()) {
            out.println("    first: seed " + bag.firstSeed() + ", " + firstLine(bag.first()));
        }
    }

    private void print(Rule rule, StrongScenario scenario) {
        int runs = seeds * RULE_RUNS_PER_SEED;
        int catches = new RuleHunt(rule).over(runs);
        String caught = scenario == null ? null : scenario.caughtBy();
        boolean isCovered = StrongScenario.COVERED.contains(rule);
        String verdict = caught != null ? "caught" : isCovered ? "covered by other rules" : "NOT CAUGHT";
        out.printf("without %-38s %s%n", rule, verdict);
        count(caught != null || isCovered, caught != null, catches > 0);
        if (caught != null) {
            out.println("    its scenario: " + firstLine(caught));
        }
        out.printf("    by %d of %d random runs of the strong model%n", catches, runs);
    }

    private void count(boolean isCaught, boolean directed, boolean random) {
        missed += isCaught ? 0 : 1;
        byDirection += directed ? 1 : 0;
        atRandom += random ? 1 : 0;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
