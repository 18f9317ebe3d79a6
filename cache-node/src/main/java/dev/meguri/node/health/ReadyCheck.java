package dev.meguri.node.health;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.lifecycle.NodeProcess;
import dev.meguri.node.metrics.LoadReporter;
import dev.meguri.node.shard.ShardPicture;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: this node has adopted a state in which it does its part, has been synced once since its start (a state recalled
 * from the disk may say ACTIVE of a node that has yet to be repaired), and is not stopping.
 */
@Readiness
@Singleton
class ReadyCheck implements HealthCheck {
    private final NodeProcess process;
    private final NodeView view;
    private final LoadReporter load;
    private volatile boolean settled;

    ReadyCheck(NodeProcess process, NodeView view, LoadReporter load) {
        this.process = process;
        this.view = view;
        this.load = load;
    }

    @Override
    public HealthCheckResponse call() {
        ClusterState state = view.state();
        MemberState own = state == null ? MemberState.REMOVED : state.stateOf(process.nodeId());
        HealthCheckResponseBuilder response = HealthCheckResponse.named("cluster")
                .withData("nodeId", process.nodeId())
                .withData("ringVersion", state == null ? 0 : state.ringVersion());
        if (state != null) {
            response.withData("state", own.name());
        }
        boolean serving = isServing(own);
        settled |= serving && isSynced(state.ringVersion());
        return response.status(!process.isStopping() && serving && settled).build();
    }

    private boolean isSynced(long ringVersion) {
        ShardPicture picture = load.last();
        return picture != null && picture.ringVersion() >= ringVersion && picture.unsyncedSlots() == 0;
    }

    private static boolean isServing(MemberState state) {
        return switch (state) {
            case ACTIVE, SUSPECT, LEAVING, STANDBY -> true;
            case JOINING, DOWN, REMOVED -> false;
        };
    }
}
