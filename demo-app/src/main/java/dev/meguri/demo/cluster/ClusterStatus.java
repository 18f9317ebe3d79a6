package dev.meguri.demo.cluster;

import java.util.List;

/**
 * What the pages tell of the cluster.
 *
 * @param reachable whether a node can be asked now, as far as the demo knows
 * @param managerAnswers to the demo's last question
 * @param nodes as the manager last told; empty: it never did
 * @param startedAtMillis when this application started
 * @param adminUrl where the admin UI is
 */
public record ClusterStatus(
        boolean reachable, boolean managerAnswers, List<Node> nodes, long startedAtMillis, String adminUrl) {
    /** @param state ACTIVE, SUSPECT, DOWN, ... */
    public record Node(String nodeId, String state) {}
}
