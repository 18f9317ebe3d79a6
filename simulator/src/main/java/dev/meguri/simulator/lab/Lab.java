package dev.meguri.simulator.lab;

import static dev.meguri.core.limits.Requirements.require;

import java.util.Arrays;

/** Makes films of simulated runs. */
public final class Lab {
    private Lab() {}

    /**
     * Plays it, in the caller's thread: takes a second or so. The same order gives the same film.
     *
     * @throws IllegalArgumentException where the order names a rule or a node that there is none of
     */
    public static Film film(LabOrder order) {
        String rule = order.rule();
        boolean known =
                switch (order.scenario()) {
                    case BROKEN_RULE -> has(BrokenRule.values(), rule);
                    case CASPAXOS_RULE -> CasPaxosRule.has(rule);
                    case NODE_FAILS, JOIN_AND_DRAIN, PARTITION, ROLLING_RESTART, HOT_KEY, SLOW_NODE, CLOCK_JUMP -> true;
                };
        require(known, "rule: there is none of the name '" + rule + "' in this scenario");
        return order.scenario() == LabScenario.CASPAXOS_RULE
                ? new RuleFilm(order).make()
                : new ClusterFilm(order).make();
    }

    private static boolean has(BrokenRule[] rules, String name) {
        return Arrays.stream(rules).anyMatch(rule -> rule.name().equals(name));
    }
}
