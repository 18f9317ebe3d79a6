package dev.meguri.chaos;

import static dev.meguri.core.limits.Requirements.require;

import java.util.List;
import java.util.Set;

/**
 * What one run is to do.
 *
 * @param seconds of faults
 * @param longestPauseSeconds of a process that SIGSTOP holds
 * @param policies the presets under which its keys are kept: some keys under each, at the same time
 * @param nodes at the start
 */
record ChaosOptions(int seconds, int longestPauseSeconds, List<String> policies, int nodes) {
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_PAUSE_SECONDS = 60;
    private static final int MAX_NODES = 9;

    ChaosOptions {
        require(seconds >= 1 && seconds <= MAX_SECONDS, "--seconds must be from 1 to " + MAX_SECONDS);
        require(
                longestPauseSeconds >= 1 && longestPauseSeconds <= MAX_PAUSE_SECONDS,
                "--longest-pause must be from 1 to " + MAX_PAUSE_SECONDS);
        require(nodes >= 3 && nodes <= MAX_NODES, "--nodes must be from 3 to " + MAX_NODES);
        require(
                !policies.isEmpty() && policies.stream().allMatch(policy -> policy.matches("[a-z]+")),
                "--policy must be a preset, such as fast, safe or quorum, or several with commas between them");
        require(Set.copyOf(policies).size() == policies.size(), "--policy must name a preset once");
        policies = List.copyOf(policies);
    }
}
