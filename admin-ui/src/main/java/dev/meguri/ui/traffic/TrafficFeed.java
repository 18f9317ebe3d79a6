package dev.meguri.ui.traffic;

import dev.meguri.api.cache.NodeStats;
import dev.meguri.ui.cluster.StreamHub;
import dev.meguri.ui.node.NodeRound.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells the browsers who sends what to whom, each second. */
@ApplicationScoped
public class TrafficFeed {
    private final StreamHub hub;
    private final TrafficMaker maker = new TrafficMaker();

    TrafficFeed(StreamHub hub) {
        this.hub = hub;
    }

    /** From one thread at a time. */
    public void next(long atMillis, List<Answer<NodeStats>> answers) {
        hub.publish("traffic", maker.next(atMillis, answers));
    }
}
