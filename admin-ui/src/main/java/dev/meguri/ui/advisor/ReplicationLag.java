package dev.meguri.ui.advisor;

import dev.meguri.ui.advisor.Advice.Weight;
import java.util.List;
import java.util.Map;

/** Writes wait for a replica that does not confirm them. */
final class ReplicationLag implements Rule {
    private static final double LONG_MILLIS = 3_000;

    @Override
    public List<Advice> look(Facts facts) {
        return facts.nodes().stream()
                .filter(node -> node.lagMillis() >= LONG_MILLIS)
                .map(node -> new Advice(
                        "replication_lag",
                        Weight.WARN,
                        new Said(
                                "replication_lag",
                                Map.of("node", node.nodeId(), "millis", Say.rounded(node.lagMillis())),
                                "Replicas are " + Say.millis(node.lagMillis()) + " behind " + node.nodeId()),
                        node.hints() > 0
                                ? new Said(
                                        "lag_hints",
                                        Map.of("node", node.nodeId(), "hints", Math.round(node.hints())),
                                        "It keeps " + Say.count(node.hints())
                                                + " writes as hints, for replicas that have not confirmed them.")
                                : Said.of("lag_waits", "Writes wait for a replica to confirm them."),
                        Said.of(
                                "lag_todo",
                                "They are handed over by themselves once the replica is back: see who is down, slow or"
                                        + " cut off."),
                        List.of(node.nodeId()),
                        null,
                        "/performance"))
                .toList();
    }
}
