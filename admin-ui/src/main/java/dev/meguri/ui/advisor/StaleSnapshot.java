package dev.meguri.ui.advisor;

import dev.meguri.ui.advisor.Advice.Weight;
import java.util.List;
import java.util.Map;

/** A node has not written its memory to disk for long. */
final class StaleSnapshot implements Rule {
    /** Snapshots come every ten seconds, unless it is set otherwise. */
    private static final double OLD_SECONDS = 120;

    @Override
    public List<Advice> look(Facts facts) {
        return facts.nodes().stream()
                .filter(node -> node.silentBecause() == null)
                .filter(node -> age(node, facts.nowMillis()) > OLD_SECONDS)
                .map(node -> advice(node, age(node, facts.nowMillis())))
                .toList();
    }

    private static Advice advice(NodeFacts node, double seconds) {
        boolean isNone = Double.isNaN(node.snapshotAgeSeconds());
        return new Advice(
                "stale_snapshot",
                Weight.WARN,
                new Said(
                        isNone ? "no_snapshot" : "old_snapshot",
                        Map.of("node", node.nodeId()),
                        isNone
                                ? node.nodeId() + " has written no snapshot"
                                : "The snapshot of " + node.nodeId() + " is old"),
                new Said(
                        isNone ? "no_snapshot_why" : "old_snapshot_why",
                        Map.of("millis", Say.rounded(seconds * 1_000)),
                        isNone
                                ? "It is up for " + Say.seconds(seconds)
                                        + "; were it to start again, all would have to come from the others."
                                : "It is of " + Say.seconds(seconds)
                                        + " ago; were it to start again, as much would have to come from the others."),
                Said.of("snapshot_todo", "Its log says why: mostly the disk is full, slow, or read-only."),
                List.of(node.nodeId()),
                null,
                "/nodes");
    }

    /** Where there is none: how long there could have been one. */
    private static double age(NodeFacts node, long nowMillis) {
        if (!Double.isNaN(node.snapshotAgeSeconds())) {
            return node.snapshotAgeSeconds();
        }
        Long started = node.view().startedAtMillis();
        return started == null || Double.isNaN(node.busy()) ? 0 : (nowMillis - started) / 1_000.0;
    }
}
