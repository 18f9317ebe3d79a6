package dev.meguri.simulator.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meguri.core.strong.StrongRules.Rule;
import dev.meguri.simulator.lab.LabVerdict.Outcome;
import dev.meguri.simulator.strong.StrongScenario;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule that can be broken is seen to be, and all goes well where it is kept. */
class BrokenRulesTest {
    @ParameterizedTest
    @EnumSource(BrokenRule.class)
    void withItsSeed_theCheckersNotice_andNotWithoutTheBug(BrokenRule rule) {
        LabVerdict broken = Lab.film(of(rule, false)).verdict();
        assertEquals(Outcome.VIOLATED, broken.outcome(), broken::toString);
        assertNotNull(broken.invariant());
        assertTrue(broken.detail().contains("The cluster had formed at"), broken::detail);
        assertFalse(
                broken.sentence().startsWith("The invariant "), () -> "words are missing for " + broken.invariant());
        LabVerdict kept = Lab.film(of(rule, true)).verdict();
        assertEquals(Outcome.HELD, kept.outcome(), kept::toString);
    }

    private static LabOrder of(BrokenRule rule, boolean kept) {
        return new LabOrder(LabScenario.BROKEN_RULE, rule.name(), kept, rule.seed(), 5, List.of());
    }

    static Stream<String> casPaxosRules() {
        return CasPaxosRule.all().stream().map(CasPaxosRule::name);
    }

    @ParameterizedTest
    @MethodSource("casPaxosRules")
    void casPaxosRule_spoilsItsStory_whichGoesWellWithIt(String rule) {
        Film broken = Lab.film(of(rule, false));
        assertEquals(Outcome.VIOLATED, broken.verdict().outcome(), broken.verdict()::toString);
        assertFalse(broken.verdict().sentence().startsWith("The invariant "), broken.verdict()::sentence);
        assertTrue(broken.flights().from().length > 5);
        assertEquals(broken.pictureHash(), Lab.film(of(rule, false)).pictureHash());
        assertEquals(Outcome.HELD, Lab.film(of(rule, true)).verdict().outcome());
    }

    @Test
    void everyRuleOfStrongKeys_canBeAsked_butThoseThatOthersCover() {
        Set<String> asked = new HashSet<>(casPaxosRules().toList());
        for (Rule rule : Rule.values()) {
            assertEquals(!StrongScenario.COVERED.contains(rule), asked.contains(rule.name()), rule::name);
        }
    }

    private static LabOrder of(String rule, boolean kept) {
        return new LabOrder(LabScenario.CASPAXOS_RULE, rule, kept, 1, 5, List.of());
    }
}
