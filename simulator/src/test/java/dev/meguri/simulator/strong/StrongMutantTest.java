package dev.meguri.simulator.strong;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.meguri.core.strong.StrongRules;
import dev.meguri.core.strong.StrongRules.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of STRONG.md is needed: its scenario goes well with it, and is caught without it. */
class StrongMutantTest {
    static List<StrongScenario> scenarios() {
        return StrongScenario.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_withAllRules_holds(StrongScenario scenario) {
        assertDoesNotThrow(() -> scenario.run(StrongRules.ALL));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void scenario_withoutTheRule_isCaught(StrongScenario scenario) {
        assertNotNull(scenario.caughtBy(), scenario + " is not caught");
    }

    @Test
    void everyRule_hasAScenario_orIsCovered() {
        Set<Rule> left = new TreeSet<>(Set.of(Rule.values()));
        scenarios().forEach(scenario -> left.remove(scenario.rule()));
        assertEquals(new TreeSet<>(StrongScenario.COVERED), left, "without a scenario");
    }
}
