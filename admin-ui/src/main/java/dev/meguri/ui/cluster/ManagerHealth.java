package dev.meguri.ui.cluster;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Always up, since the pages work without a manager and say what is missing; whether it is there stands in the data. */
@Readiness
@Blocking
@ApplicationScoped
public class ManagerHealth implements HealthCheck {
    private final ClusterWatch watch;

    ManagerHealth(ClusterWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        Overview overview = watch.overview();
        return HealthCheckResponse.named("manager")
                .up()
                .withData("url", overview.managerUrl())
                .withData("reachable", overview.managerReachable())
                .build();
    }
}
