package dev.meguri.simulator.lab;

import static dev.meguri.core.limits.Requirements.require;

import java.util.List;

/**
 * All that a film follows from: the same order gives the same film, to the last message.
 *
 * @param rule of {@link LabScenario#BROKEN_RULE} a {@link BrokenRule}, of {@link LabScenario#CASPAXOS_RULE} a {@link
 *     CasPaxosRule}, by name; null: none
 * @param kept whether the rule is kept after all: the same story, to compare
 * @param nodes at the beginning; {@link LabScenario#CASPAXOS_RULE} has its own
 */
public record LabOrder(
        LabScenario scenario, String rule, boolean kept, long seed, int nodes, List<Intervention> interventions) {
    public static final int MIN_NODES = 3;
    public static final int MAX_NODES = 50;
    public static final int MAX_INTERVENTIONS = 40;

    /** So long clients work and things are broken; then everything is healed. */
    public static final long ACT_MILLIS = 30_000;

    public LabOrder {
        require(scenario != null, "scenario must be one of those that there are");
        require(nodes >= MIN_NODES && nodes <= MAX_NODES, "nodes must be from " + MIN_NODES + " to " + MAX_NODES);
        interventions = interventions == null ? List.of() : List.copyOf(interventions);
        require(interventions.size() <= MAX_INTERVENTIONS, "interventions must be at most " + MAX_INTERVENTIONS);
        require(
                (rule != null) == scenario.needsRule(),
                "rule must be given for scenarios of a broken rule, and no others");
        require(!kept || scenario.needsRule(), "kept is for scenarios of a broken rule");
        require(
                interventions.isEmpty() || scenario != LabScenario.CASPAXOS_RULE,
                "interventions are not taken here: this scenario is told message by message");
    }
}
