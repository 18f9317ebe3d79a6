package dev.meguri.simulator.strong;

import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.StrongRules.Rule;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random runs of the strong model, and the mutants that these catch. */
class StrongModelTest {
    private static final int RUNS = 200;

    @ParameterizedTest
    @EnumSource(Profile.class)
    void randomRuns_keepAllRules(Profile profile) {
        for (int seed = 1; seed <= RUNS; seed++) {
            run(seed, StrongRules.ALL, profile);
        }
    }

    /** The frequent ones; the rare ones are left to directed scenarios. */
    @ParameterizedTest
    @EnumSource(
            value = Rule.class,
            names = {
                "PROMISE_AFTER_ACCEPT",
                "ACCEPT_CHECKS_PROMISE",
                "ACCEPT_CHECKS_SLOT_PROMISE",
                "SLOT_PREPARE_PROMISES",
                "ACCEPT_WITHOUT_CHANGE",
                "ONE_VALUE_PER_BALLOT",
                "IN_DOUBT_ONCE_SENT",
                "VERSION_IS_CHANGE_BALLOT",
                "COLLECTION_NEEDS_ALL",
                "FLOOR_BEFORE_FORGET",
                "FORGET_CHECKS_PROMISE",
                "EXPIRY_IS_COMMITTED",
                "SWEEP_IS_CONDITIONAL",
                "JOINT_NEEDS_BOTH",
                "MIGRATION_FENCES",
                "MIGRATION_CARRIES_ALL_REPORTS",
                "SWITCH_WHEN_DONE",
                "NO_WAY_BACK_AFTER_LOSS",
                "LOST_MEMORY_IS_ANOTHER_VOTER",
                "NO_VOTE_AFTER_IMAGE",
                "MARKER_IS_CONSUMED"
            })
    void randomRuns_catchAFrequentMutant(Rule rule) {
        for (int seed = 1; seed <= 20 * RUNS; seed++) {
            try {
                new StrongModel(seed, StrongRules.without(rule), null).run();
            } catch (ModelViolation caught) {
                return;
            }
        }
        Assertions.fail("nothing was found");
    }

    @Test
    void sameSeed_sameRun() {
        StrongModel one = new StrongModel(11, StrongRules.ALL, null);
        StrongModel other = new StrongModel(11, StrongRules.ALL, null);
        one.run();
        other.run();
        Assertions.assertEquals(one.describe(), other.describe());
    }

    private static void run(long seed, StrongRules rules, Profile profile) {
        StrongModel model = new StrongModel(seed, rules, profile);
        try {
            model.run();
        } catch (ModelViolation violation) {
            throw new AssertionError(
                    "seed " + seed + " of " + profile + ": " + violation.getMessage() + "\n" + model.describe(),
                    violation);
        }
    }
}
