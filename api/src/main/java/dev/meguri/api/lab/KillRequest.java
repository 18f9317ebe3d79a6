package dev.meguri.api.lab;

/**
 * A node's process ends as by {@code kill -9}, and is started again by the launcher.
 *
 * @param durationMillis after which it is started: 1,000 to 3,600,000
 */
public record KillRequest(String nodeId, Long durationMillis) {}
