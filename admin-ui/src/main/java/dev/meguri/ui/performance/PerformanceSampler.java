package dev.meguri.ui.performance;

import dev.meguri.api.cache.NodeStats;
import dev.meguri.ui.cluster.StreamHub;
import dev.meguri.ui.node.NodeRound;
import dev.meguri.ui.traffic.TrafficFeed;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Asks all nodes for their counters every second, whoever watches: the charts have a past. */
@ApplicationScoped
public class PerformanceSampler {
    /** Below the beat: a node that hangs does not hold the others up for longer. */
    private static final Duration TIMEOUT = Duration.ofMillis(900);

    private final NodeRound nodes;
    private final StreamHub hub;
    private final TrafficFeed traffic;
    private final SampleMaker maker = new SampleMaker();
    private final PerformanceHistory history = new PerformanceHistory();
    private volatile Sample last = Sample.empty(0);

    PerformanceSampler(NodeRound nodes, StreamHub hub, TrafficFeed traffic) {
        this.nodes = nodes;
        this.hub = hub;
        this.traffic = traffic;
    }

    @Scheduled(every = "{meguri.looks.performance}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        var answers = nodes.ask("/api/stats", NodeStats.class, TIMEOUT);
        if (answers.isEmpty()) {
            return;
        }
        long now = System.currentTimeMillis();
        Sample sample = maker.next(now, answers);
        history.add(sample);
        last = sample;
        hub.publish("sample", sample);
        traffic.next(now, answers);
    }

    PerformanceHistory history() {
        return history;
    }

    /** At 0: there was none yet. */
    public Sample last() {
        return last;
    }

    /** The mean (or the worst, where that is what matters) of the node's newest samples; NaN: nothing is known. */
    public float recentOfNode(String nodeId, String metric, int samples) {
        return history.recent(Scope.NODES, nodeId, Metric.of(metric), samples);
    }
}
