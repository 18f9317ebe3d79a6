package dev.meguri.node.health;

import dev.meguri.node.lifecycle.NodeProcess;
import dev.meguri.node.shard.ShardPool;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive: every shard's thread answers. */
@Liveness
class AliveCheck implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NodeProcess process;

    AliveCheck(NodeProcess process) {
        this.process = process;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        ShardPool shards = process.shards();
        if (shards == null) {
            return Uni.createFrom().item(HealthCheckResponse.up("shards"));
        }
        return Uni.createFrom()
                .completionStage(shards::answer)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(v -> HealthCheckResponse.up("shards"))
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down("shards"));
    }
}
