package dev.meguri.ui.advisor;

import dev.meguri.api.cluster.ClusterView;
import dev.meguri.api.cluster.LostSlots;
import dev.meguri.api.cluster.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A cluster of three nodes with which nothing is wrong, and what tests change about it. */
final class TestFacts {
    static final long NOW = 1_000_000_000L;

    private final List<NodeFacts> nodes = new ArrayList<>();
    private final List<NodeView> away = new ArrayList<>();
    HotSlot hotSlot;
    int underReplicated;
    int withoutHolder;
    LostSlots lost;
    boolean formed = true;

    TestFacts(int count) {
        for (int i = 1; i <= count; i++) {
            nodes.add(well("n" + i));
        }
    }

    private static NodeFacts well(String id) {
        return new NodeFacts(view(id, "ACTIVE", 5_461), 1_000, 900, 0, 0.4, 0, 0, 0.3, 2, 8, null);
    }

    static NodeView view(String id, String state, int leading) {
        return new NodeView(
                id,
                state,
                1,
                "",
                100,
                "localhost",
                1,
                2,
                "",
                leading,
                0,
                leading,
                0,
                0,
                0,
                0,
                0,
                null,
                0,
                0L,
                NOW - 3_600_000);
    }

    void down(String id) {
        away.add(view(id, "DOWN", 0));
    }

    void node(int number, UnaryOperator<NodeFacts> change) {
        nodes.set(number - 1, change.apply(nodes.get(number - 1)));
    }

    List<Advice> advice() {
        List<NodeView> views =
                new ArrayList<>(nodes.stream().map(NodeFacts::view).toList());
        views.addAll(away);
        ClusterView cluster = new ClusterView(
                "c", 1, 1, formed, true, 3, 3, 16_384, 0, underReplicated, withoutHolder, lost, views, null);
        return Advisor.look(new Facts(NOW, cluster, nodes, hotSlot));
    }

    static UnaryOperator<NodeFacts> operations(double perSecond) {
        return n -> new NodeFacts(
                n.view(),
                perSecond,
                n.p99Micros(),
                n.evictions(),
                n.memoryRatio(),
                n.lagMillis(),
                n.hints(),
                n.busy(),
                n.clockOffsetMillis(),
                n.snapshotAgeSeconds(),
                n.silentBecause());
    }

    static UnaryOperator<NodeFacts> leading(int slots) {
        return n -> new NodeFacts(
                view(n.nodeId(), "ACTIVE", slots),
                n.operations(),
                n.p99Micros(),
                n.evictions(),
                n.memoryRatio(),
                n.lagMillis(),
                n.hints(),
                n.busy(),
                n.clockOffsetMillis(),
                n.snapshotAgeSeconds(),
                n.silentBecause());
    }

    static UnaryOperator<NodeFacts> latency(double p99Micros, double busy) {
        return n -> new NodeFacts(
                n.view(),
                n.operations(),
                p99Micros,
                n.evictions(),
                n.memoryRatio(),
                n.lagMillis(),
                n.hints(),
                busy,
                n.clockOffsetMillis(),
                n.snapshotAgeSeconds(),
                n.silentBecause());
    }

    static UnaryOperator<NodeFacts> evicting(double perSecond, double memoryRatio) {
        return n -> new NodeFacts(
                n.view(),
                n.operations(),
                n.p99Micros(),
                perSecond,
                memoryRatio,
                n.lagMillis(),
                n.hints(),
                n.busy(),
                n.clockOffsetMillis(),
                n.snapshotAgeSeconds(),
                n.silentBecause());
    }

    static UnaryOperator<NodeFacts> behind(double lagMillis, double hints) {
        return n -> new NodeFacts(
                n.view(),
                n.operations(),
                n.p99Micros(),
                n.evictions(),
                n.memoryRatio(),
                lagMillis,
                hints,
                n.busy(),
                n.clockOffsetMillis(),
                n.snapshotAgeSeconds(),
                n.silentBecause());
    }

    static UnaryOperator<NodeFacts> clock(double offsetMillis) {
        return n -> new NodeFacts(
                n.view(),
                n.operations(),
                n.p99Micros(),
                n.evictions(),
                n.memoryRatio(),
                n.lagMillis(),
                n.hints(),
                n.busy(),
                offsetMillis,
                n.snapshotAgeSeconds(),
                n.silentBecause());
    }

    static UnaryOperator<NodeFacts> snapshot(double ageSeconds) {
        return n -> new NodeFacts(
                n.view(),
                n.operations(),
                n.p99Micros(),
                n.evictions(),
                n.memoryRatio(),
                n.lagMillis(),
                n.hints(),
                n.busy(),
                n.clockOffsetMillis(),
                ageSeconds,
                n.silentBecause());
    }

    static UnaryOperator<NodeFacts> silent(String because) {
        double unknown = Double.NaN;
        return n -> new NodeFacts(
                n.view(), unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown, because);
    }
}
