package dev.meguri.ui.advisor;

import dev.meguri.api.cluster.ClusterView;
import dev.meguri.api.cluster.NodeView;
import dev.meguri.ui.cluster.ClusterWatch;
import dev.meguri.ui.cluster.Overview;
import dev.meguri.ui.cluster.StreamHub;
import dev.meguri.ui.heat.HeatSampler;
import dev.meguri.ui.performance.PerformanceSampler;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Gathers the facts every two seconds, and tells the browsers when the advice is another one. */
@ApplicationScoped
public class AdviceWatch {
    private static final Set<String> NOT_RUNNING = Set.of("DOWN", "REMOVED");
    /** What is looked at: one second alone says little. */
    private static final int SECONDS = 10;

    private final ClusterWatch watch;
    private final PerformanceSampler performance;
    private final HeatSampler heat;
    private final StreamHub hub;
    private volatile AdviceList last = new AdviceList(0, 0, List.of());

    AdviceWatch(ClusterWatch watch, PerformanceSampler performance, HeatSampler heat, StreamHub hub) {
        this.watch = watch;
        this.performance = performance;
        this.heat = heat;
        this.hub = hub;
    }

    /**
     * @param atMillis when the facts were looked at; 0: they were not yet
     * @param ageMillis how long ago that was, when this was answered
     */
    public record AdviceList(long atMillis, long ageMillis, List<Advice> advice) {}

    @Scheduled(every = "{meguri.looks.advice}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Overview overview = watch.overview();
        ClusterView cluster = overview.cluster();
        if (cluster == null || !overview.managerReachable()) {
            // Who is alive is not known: what was said last stays, with its age.
            return;
        }
        long now = System.currentTimeMillis();
        List<Advice> advice = Advisor.look(facts(cluster, now));
        boolean isNews = !advice.equals(last.advice());
        last = new AdviceList(now, 0, advice);
        if (isNews) {
            hub.publish("advice", last);
        }
    }

    AdviceList last() {
        AdviceList now = last;
        return new AdviceList(now.atMillis(), Math.max(0, System.currentTimeMillis() - now.atMillis()), now.advice());
    }

    private Facts facts(ClusterView cluster, long now) {
        List<NodeFacts> nodes = cluster.nodes().stream()
                .filter(node -> !NOT_RUNNING.contains(node.state()))
                .sorted(Comparator.comparing(NodeView::nodeId))
                .map(this::node)
                .toList();
        return new Facts(now, cluster, nodes, hotSlot());
    }

    private NodeFacts node(NodeView view) {
        String id = view.nodeId();
        return new NodeFacts(
                view,
                of(id, "reads") + of(id, "writes"),
                of(id, "p99"),
                of(id, "evictions"),
                of(id, "memoryRatio"),
                of(id, "lag"),
                of(id, "hints"),
                of(id, "busy"),
                of(id, "clockOffset"),
                of(id, "snapshotAge"),
                performance.last().problems().get(id));
    }

    private double of(String nodeId, String metric) {
        return performance.recentOfNode(nodeId, metric, SECONDS);
    }

    private HotSlot hotSlot() {
        HeatSampler.Hottest hottest = heat.hottest();
        if (hottest == null) {
            return null;
        }
        return new HotSlot(
                hottest.slot(),
                hottest.operations(),
                hottest.share(),
                hottest.key(),
                hottest.keyShare(),
                watch.primaryOf(hottest.slot()));
    }
}
