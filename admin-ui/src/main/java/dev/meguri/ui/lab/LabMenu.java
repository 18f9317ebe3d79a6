package dev.meguri.ui.lab;

import dev.meguri.simulator.lab.BrokenRule;
import dev.meguri.simulator.lab.CasPaxosRule;
import dev.meguri.simulator.lab.LabOrder;
import dev.meguri.simulator.lab.LabScenario;
import java.util.Arrays;
import java.util.List;

/**
 * What can be ordered.
 *
 * @param actMillis interventions come before this
 */
public record LabMenu(List<Item> scenarios, int minNodes, int maxNodes, long actMillis, int maxInterventions) {
    /** @param rules those that can be broken; empty: it takes none */
    public record Item(String name, String title, String about, List<Rule> rules) {}

    /** @param seed by which it is found */
    public record Rule(String name, String question, long seed) {}

    private static final long ANY_SEED = 1;

    static LabMenu all() {
        return new LabMenu(
                Arrays.stream(LabScenario.values()).map(LabMenu::item).toList(),
                LabOrder.MIN_NODES,
                LabOrder.MAX_NODES,
                LabOrder.ACT_MILLIS,
                LabOrder.MAX_INTERVENTIONS);
    }

    private static Item item(LabScenario scenario) {
        List<Rule> rules =
                switch (scenario) {
                    case BROKEN_RULE ->
                        Arrays.stream(BrokenRule.values())
                                .map(rule -> new Rule(rule.name(), rule.question(), rule.seed()))
                                .toList();
                    case CASPAXOS_RULE ->
                        CasPaxosRule.all().stream()
                                .map(rule -> new Rule(rule.name(), rule.question(), ANY_SEED))
                                .toList();
                    case NODE_FAILS, JOIN_AND_DRAIN, PARTITION, ROLLING_RESTART, HOT_KEY, SLOW_NODE, CLOCK_JUMP ->
                        List.of();
                };
        return new Item(scenario.name(), scenario.title(), scenario.about(), rules);
    }
}
