package dev.meguri.simulator.run;

import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.StrongRules.Rule;
import dev.meguri.simulator.strong.ModelViolation;
import dev.meguri.simulator.strong.StrongModel;

/** Switches off one rule of strong keys in random runs of the strong model, and counts those in which that is seen. */
public final class RuleHunt {
    private final Rule rule;

    public RuleHunt(Rule rule) {
        this.rule = rule;
    }

    /** In how many of the first seeds it is seen. */
    public int over(int seeds) {
        int catches = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            try {
                new StrongModel(seed, StrongRules.without(rule), null).run();
            } catch (ModelViolation caught) {
                catches++;
            }
        }
        return catches;
    }
}
