package dev.meguri.node.metrics;

import dev.meguri.core.membership.AgentInput;
import dev.meguri.core.membership.MemberState;
import dev.meguri.core.message.ManagerMessage;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.core.ring.SlotAssignment;
import dev.meguri.core.store.Removal;
import dev.meguri.core.store.StoreStats;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.lifecycle.NodeProcess;
import dev.meguri.node.shard.ShardPicture;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks at the shards several times a second: the agent reports it to the manager, Prometheus reads the last picture. */
@Singleton
public class LoadReporter {
    /** Half a heartbeat: a rebalance job learns soon that slots are synced. */
    private static final long INTERVAL_MILLIS = 250;
    /** While others wait for this node to be repaired, or slots move. Each look takes every shard's thread for a moment. */
    private static final long BUSY_INTERVAL_MILLIS = 50;

    private static final int AFTER_THE_NODE = 3_000;

    private final NodeProcess process;
    private final NodeView view;
    private final Vertx vertx;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Busyness busyness = new Busyness();
    private volatile int busyPercent;
    private volatile ShardPicture last;

    LoadReporter(NodeProcess process, NodeView view, Vertx vertx) {
        this.process = process;
        this.view = view;
        this.vertx = vertx;
    }

    void start(@Observes @Priority(AFTER_THE_NODE) StartupEvent event) {
        lookAgain(BUSY_INTERVAL_MILLIS);
    }

    private void lookAgain(long afterMillis) {
        vertx.setTimer(afterMillis, id -> {
            look();
            lookAgain(isSettled() ? INTERVAL_MILLIS : BUSY_INTERVAL_MILLIS);
        });
    }

    /** Nobody waits for what the next look shows. */
    private boolean isSettled() {
        ClusterState state = view.state();
        ShardPicture picture = last;
        return state != null
                && picture != null
                && picture.ringVersion() >= state.ringVersion()
                && state.stateOf(process.nodeId()) != MemberState.JOINING
                && state.slots().stream().noneMatch(SlotAssignment::isJoint);
    }

    /** Of what clients need most, lately; 0 to 100. */
    public int busyPercent() {
        return busyPercent;
    }

    /** Null before the first look. */
    public ShardPicture last() {
        return last;
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            ShardPicture.take(process.shards()).whenComplete((picture, failure) -> {
                looking.set(false);
                if (picture != null) {
                    last = picture;
                    busyPercent = busyness.percent(picture.threadIds());
                    process.give(new AgentInput.Progress(picture.reports(), load(picture)));
                }
            });
        }
    }

    private ManagerMessage.NodeLoad load(ShardPicture picture) {
        return new ManagerMessage.NodeLoad(
                picture.sum(StoreStats::entries),
                picture.sum(StoreStats::bytes),
                process.poolBytes(),
                picture.reads(),
                picture.writes(),
                picture.sum(StoreStats::hits),
                picture.sum(StoreStats::misses),
                picture.sum(store -> store.removed(Removal.EVICTED)),
                picture.sum(store -> store.removed(Removal.EXPIRED)),
                process.startedAtMillis(),
                busyPercent);
    }
}
