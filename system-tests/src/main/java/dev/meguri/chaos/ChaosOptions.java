package dev.meguri.chaos;

import static dev.meguri.core.limits.Requirements.require;

/**
 * What one run is to do.
 *
 * @param seconds of faults
 * @param longestPauseSeconds of a process that SIGSTOP holds
 * @param policy the preset under which its keys are kept
 * @param nodes at the start
 */
record ChaosOptions(int seconds, int longestPauseSeconds, String policy, int nodes) {
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_PAUSE_SECONDS = 60;
    private static final int MAX_NODES = 9;

    ChaosOptions {
        require(seconds >= 1 && seconds <= MAX_SECONDS, "--seconds must be from 1 to " + MAX_SECONDS);
        require(
                longestPauseSeconds >= 1 && longestPauseSeconds <= MAX_PAUSE_SECONDS,
                "--longest-pause must be from 1 to " + MAX_PAUSE_SECONDS);
        require(nodes >= 3 && nodes <= MAX_NODES, "--nodes must be from 3 to " + MAX_NODES);
        require(policy.matches("[a-z]+"), "--policy must be a preset, such as fast, safe or quorum");
    }
}
