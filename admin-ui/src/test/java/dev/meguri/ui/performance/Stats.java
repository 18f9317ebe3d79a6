package dev.meguri.ui.performance;

import dev.meguri.api.cache.LatencyScale;
import dev.meguri.api.cache.NodeStats;
import dev.meguri.ui.node.NodeRound.Answer;
import java.util.List;
import java.util.Map;

/** What a node answers in tests: everything grows with {@code operations}. */
final class Stats {
    private Stats() {}

    static NodeStats of(String nodeId, long uptimeMillis, long operations) {
        long[] gets = new long[LatencyScale.STEPS];
        gets[LatencyScale.step(100_000)] = operations;
        long[] writes = new long[LatencyScale.STEPS];
        writes[LatencyScale.step(50_000_000)] = operations / 100;
        return new NodeStats(
                nodeId,
                "ACTIVE",
                1,
                1,
                0,
                0,
                3,
                7,
                50,
                200,
                operations,
                operations / 10,
                operations / 2,
                operations / 2,
                Map.of("evicted", operations / 5, "expired", operations),
                Map.of("overloaded", operations / 50),
                List.of(new NodeStats.PolicyStats("cart:", 7, 50, operations / 4, operations * 3 / 4, operations / 5)),
                new NodeStats.HintStats(0, 0, Map.of(), 4, 0),
                null,
                uptimeMillis,
                5_000,
                List.of(new NodeStats.LatencyStats("rest.get", gets), new NodeStats.LatencyStats("resp.write", writes)),
                operations / 50,
                new NodeStats.PeerStats(operations * 100, operations * 200, 0, 0),
                40,
                25,
                9_000L,
                List.of());
    }

    static Answer<NodeStats> answer(NodeStats stats) {
        return new Answer<>(stats.nodeId(), stats, null, 4_980, 5_000);
    }
}
