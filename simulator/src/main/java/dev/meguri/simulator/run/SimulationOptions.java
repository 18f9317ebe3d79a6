package dev.meguri.simulator.run;

import static dev.meguri.core.limits.Requirements.require;

/**
 * What all runs of a campaign share.
 *
 * @param seconds of workload and faults, in virtual time; forming before and healing after come on top
 * @param nodes at the first formation
 * @param peace whether nothing at all goes wrong, whatever the seed has drawn
 */
public record SimulationOptions(int seconds, int nodes, boolean peace) {
    public static final SimulationOptions ORDINARY = new SimulationOptions(60, 5);

    public SimulationOptions {
        require(seconds >= 1, "seconds must be at least 1");
        require(nodes >= 1 && nodes <= 50, "nodes must be from 1 to 50");
    }

    public SimulationOptions(int seconds, int nodes) {
        this(seconds, nodes, false);
    }
}
