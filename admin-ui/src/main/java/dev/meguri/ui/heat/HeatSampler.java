package dev.meguri.ui.heat;

import dev.meguri.api.cache.SlotStats;
import dev.meguri.ui.cluster.ClusterWatch;
import dev.meguri.ui.node.NodeRound;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Looks at the slots of all nodes every ten seconds, whoever watches: the heat map has a past. */
@ApplicationScoped
public class HeatSampler {
    static final long EVERY_MILLIS = 10_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final NodeRound nodes;
    private final ClusterWatch watch;
    private final HeatMaker maker = new HeatMaker();
    private final HeatHistory history = new HeatHistory();

    HeatSampler(NodeRound nodes, ClusterWatch watch) {
        this.nodes = nodes;
        this.watch = watch;
    }

    @Scheduled(every = "{meguri.looks.heat}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        List<NodeRound.Answer<SlotStats>> answers = nodes.ask("/api/stats/slots", SlotStats.class, TIMEOUT);
        List<SlotStats> there = answers.stream()
                .filter(HeatSampler::isUsable)
                .map(NodeRound.Answer::document)
                .toList();
        if (there.isEmpty()) {
            return;
        }
        List<String> missing = answers.stream()
                .filter(answer -> !isUsable(answer))
                .map(NodeRound.Answer::nodeId)
                .toList();
        history.add(maker.next(
                System.currentTimeMillis(), there, missing, watch.overview().ring()));
    }

    /** At the address of a node that stopped, another one may answer by now. */
    private static boolean isUsable(NodeRound.Answer<SlotStats> answer) {
        return answer.isThere() && answer.nodeId().equals(answer.document().nodeId());
    }

    /**
     * The slot that is asked for most.
     *
     * @param share of all operations, 0 to 1
     * @param key the one that the sample met most often there; null: none
     * @param keyShare of what it met in the slot
     */
    public record Hottest(int slot, double operations, double share, String key, double keyShare) {}

    /** Null: nothing is asked for, or the last look is old. */
    public Hottest hottest() {
        HeatFrame frame = history.newest();
        boolean isOld = frame == null || System.currentTimeMillis() - frame.atMillis() > 3 * EVERY_MILLIS;
        return isOld ? null : frame.hottest();
    }

    HeatHistory history() {
        return history;
    }
}
