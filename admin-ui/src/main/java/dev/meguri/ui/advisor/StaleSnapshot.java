package dev.meguri.ui.advisor;

import dev.meguri.ui.advisor.Advice.Weight;
import java.util.List;

/** A node has not written its memory to disk for long. */
final class StaleSnapshot implements Rule {
    /** Snapshots come every ten seconds, unless it is set otherwise. */
    private static final double OLD_SECONDS = 120;

    @Override
    public List<Advice> look(Facts facts) {
        return facts.nodes().stream()
                .filter(node -> node.silentBecause() == null)
                .filter(node -> age(node, facts.nowMillis()) > OLD_SECONDS)
                .map(node -> new Advice(
                        "stale_snapshot",
                        Weight.WARN,
                        Double.isNaN(node.snapshotAgeSeconds())
                                ? node.nodeId() + " has written no snapshot"
                                : "The snapshot of " + node.nodeId() + " is old",
                        Double.isNaN(node.snapshotAgeSeconds())
                                ? "It is up for " + Say.seconds(age(node, facts.nowMillis()))
                                        + "; were it to start again, all would have to come from the others."
                                : "It is of " + Say.seconds(node.snapshotAgeSeconds())
                                        + " ago; were it to start again, as much would have to come from the others.",
                        "Its log says why: mostly the disk is full, slow, or read-only.",
                        List.of(node.nodeId()),
                        null,
                        "/nodes"))
                .toList();
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
