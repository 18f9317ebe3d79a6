package dev.meguri.node.health;

import dev.meguri.core.membership.MemberState;
import dev.meguri.core.ring.ClusterState;
import dev.meguri.node.agent.NodeView;
import dev.meguri.node.lifecycle.NodeProcess;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready: this node has adopted a state in which it does its part, and is not stopping. */
@Readiness
class ReadyCheck implements HealthCheck {
    private final NodeProcess process;
    private final NodeView view;

    ReadyCheck(NodeProcess process, NodeView view) {
        this.process = process;
        this.view = view;
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
        return response.status(!process.isStopping() && isServing(own)).build();
    }

    private static boolean isServing(MemberState state) {
        return switch (state) {
            case ACTIVE, SUSPECT, LEAVING, STANDBY -> true;
            case JOINING, DOWN, REMOVED -> false;
        };
    }
}
